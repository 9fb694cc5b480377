import Assets
import HTTPEngine
import HTTPTypes

/// A page in the encodings in which it can be sent.
struct PageBody: Sendable {
    let plain: ResponseBody
    /// Compressed with gzip; nil if that is not available.
    let gzip: ResponseBody?
    /// The validator of the uncompressed form, with its quotes.
    let etag: String

    /// Each encoding needs a validator of its own (RFC 9110 §8.8.3.3).
    var gzipETag: String { etag.dropLast() + "-gzip\"" }
}

extension ResponseBody {
    init(_ bytes: AssetBytes) {
        switch bytes {
        case .embedded(let bytes): self = .immortal(bytes)
        case .read(let bytes): self = .bytes(bytes)
        }
    }
}

extension Request {
    /// Whether gzip is at least as welcome as an uncompressed answer (RFC 9110 §12.5.3).
    var takesGzip: Bool {
        var (gzip, any, identity) = (Double?.none, Double?.none, Double?.none)
        for item in values(.acceptEncoding).flatMap({ $0.split(separator: ",") }) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            switch parts.first {
            case "gzip", "x-gzip": gzip = quality(parts.dropFirst())
            case "*": any = quality(parts.dropFirst())
            case "identity": identity = quality(parts.dropFirst())
            default: break
            }
        }
        let wish = gzip ?? any ?? 0
        return wish > 0 && wish >= identity ?? 0
    }

    /// The weight of an item; malformed parameters count as 0.
    private func quality(_ parameters: ArraySlice<String>) -> Double {
        guard let text = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else { return 1 }
        return Double(text).flatMap { 0...1 ~= $0 ? $0 : nil } ?? 0
    }
}
