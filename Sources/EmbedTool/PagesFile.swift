import Bundling
import FoundationEssentials

/// `pages.c`, with `pages.bin` beside it: the bytes of every page, plain and compressed, one after another.
struct PagesFile {
    private var bytes: [UInt8] = []
    private var rows: [String] = []

    init(web: String, openAPI: String) throws {
        var tree = try PageTree(folder: web)
        add(Page(path: "openapi.json", bytes: Array(try Data(contentsOf: URL(filePath: openAPI)))))
        for address in tree.addresses {
            guard let page = try tree.page(at: address) else { continue }
            add(page)
        }
    }

    private mutating func add(_ page: Page) {
        let plain = place(page.bytes)
        let gzip = page.gzip.map { place($0) } ?? "0, 0"
        let etag = page.etag.replacing("\"", with: "\\\"")
        rows.append("{\"\(page.path)\", \"\(page.contentType)\", \"\(etag)\", \(plain), \(gzip), \(page.isBundle)}")
    }

    /// Adds the bytes, and returns their place as two fields of a row.
    private mutating func place(_ new: [UInt8]) -> String {
        defer { bytes += new }
        return "bytes + \(bytes.count), \(new.count)"
    }

    func write(to folder: String) throws {
        try Data(bytes).write(to: URL(filePath: folder + "/pages.bin"))
        let source = """
            #include "CAssets.h"

            static const unsigned char bytes[] = {
            #embed "pages.bin"
            };

            static const CPage pages[] = {
                \(rows.joined(separator: ",\n    ")),
            };

            const CPage *cassets_pages(size_t *count) {
                *count = sizeof(pages) / sizeof(pages[0]);
                return pages;
            }

            """
        try Data(source.utf8).write(to: URL(filePath: folder + "/pages.c"))
    }
}
