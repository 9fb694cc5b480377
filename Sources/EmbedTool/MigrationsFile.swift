import FoundationEssentials

/// `migrations.c`: the files of `sql/` by name. The compiler embeds each file from its
/// place and so notices its changes.
struct MigrationsFile {
    private let folder: String
    private let names: [String]

    init(folder: String) throws {
        self.folder = folder
        names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
    }

    func write(to output: String) throws {
        let arrays = names.enumerated().map { index, name in
            "static const unsigned char sql_\(index)[] = {\n#embed \"\(folder)/\(name)\"\n};\n"
        }
        let rows = names.enumerated().map { index, name in "    {\"\(name)\", sql_\(index), sizeof(sql_\(index))},\n" }
        let source = """
            #include "CAssets.h"

            \(arrays.joined(separator: "\n"))
            static const CMigration migrations[] = {
            \(rows.joined())};

            const CMigration *cassets_migrations(size_t *count) {
                *count = sizeof(migrations) / sizeof(migrations[0]);
                return migrations;
            }

            """
        try Data(source.utf8).write(to: URL(filePath: output + "/migrations.c"))
    }
}
