import Domain
import JSON
import Store

/// One record as a line of JSON, and back.
struct RecordLine {
    let kind: RecordKind
    /// Whether what only staff may see is left out.
    private let isForVisitor: Bool
    /// Where each member stands.
    private let places: [String: Int]

    init(kind: RecordKind, isForVisitor: Bool = false) {
        self.kind = kind
        self.isForVisitor = isForVisitor
        places = Dictionary(
            kind.members.enumerated().map { ("\($0.element.name)", $0.offset) }, uniquingKeysWith: { $1 })
    }

    /// What a line can't be read for.
    enum Fault: Error, Equatable {
        case notJSON
        case unknownMember(String)
        case repeatedMember(String)
        case wrongValue(String)
    }

    /// The JSON of a record, and the end of the line.
    func write(_ values: [RecordValue], with more: (inout JSONWriter) -> Void = { _ in }) throws -> [UInt8] {
        try JSONWriter.object { json in
            for (member, value) in zip(kind.members, values) where !(isForVisitor && member.isForStaff) {
                try json.member(member, value)
            }
            more(&json)
        } + [0x0A]
    }

    /// The values of the kind's members.
    ///
    /// - Parameter other: Is given members that the line has beside them, and returns whether it knows them.
    func read(
        _ line: [UInt8], other: (String, inout JSONReader) throws -> Bool = { _, _ in false }
    ) throws -> [RecordValue] {
        var values = [RecordValue](repeating: .null, count: kind.members.count)
        var fault: Fault?
        do {
            try JSONReader.object(line) { name, reader in
                guard let index = places[name] else {
                    guard try other(name, &reader) else {
                        fault = fault ?? .unknownMember(name)
                        return try reader.skip()
                    }
                    return
                }
                if values[index] != .null { fault = fault ?? .repeatedMember(name) }
                do {
                    values[index] = try kind.members[index].value(&reader)
                } catch let wrong as Fault {
                    throw fault ?? wrong
                } catch JSONError.typeMismatch {
                    throw fault ?? Fault.wrongValue(name)
                }
            }
        } catch let wrong as Fault {
            throw wrong
        } catch {
            throw Fault.notJSON
        }
        if let fault { throw fault }
        return values
    }
}

extension RecordLine.Fault: CustomStringConvertible {
    var description: String {
        switch self {
        case .notJSON: "it is not an object of JSON"
        case .unknownMember(let name): "there is no member “\(name)”"
        case .repeatedMember(let name): "“\(name)” stands there twice"
        case .wrongValue(let name): "“\(name)” has a value that it can't have"
        }
    }
}

extension JSONWriter {
    /// Leaves the member out if there is no value.
    fileprivate mutating func member(_ member: RecordKind.Member, _ value: RecordValue) throws {
        switch (member.form, value) {
        case (_, .null): break
        case (.id, .integer(let id)): self.member(member.name, String(id))
        case (.number, .integer(let number)): self.member(member.name, number)
        case (.flag, .integer(let number)): self.member(member.name, number != 0)
        case (.time, .integer(let milliseconds)):
            self.member(member.name, Timestamp(milliseconds: milliseconds).description)
        case (.text, .text(let text)), (.word, .text(let text)): self.member(member.name, text)
        case (.bytes, .blob(let bytes)): self.member(member.name, hexadecimal(bytes))
        // Between the parts of a JSON text an end of line means the same as a space, and within them there is none.
        case (.list, .text(let json)): self.member(member.name, json: json.utf8.map { $0 == 0x0A ? 0x20 : $0 })
        default: throw StoreError.unexpectedValue(column: 0)
        }
    }
}

extension RecordKind.Member {
    fileprivate func value(_ reader: inout JSONReader) throws -> RecordValue {
        let wrong = RecordLine.Fault.wrongValue(name.description)
        switch form {
        case .id:
            let text = try reader.string()
            guard let id = Int64(text), String(id) == text else { throw wrong }
            return .integer(id)
        case .number: return .integer(Int64(try reader.integer()))
        case .flag: return .integer(try reader.bool() ? 1 : 0)
        case .time:
            guard let time = Timestamp(try reader.string()) else { throw wrong }
            return .integer(time.milliseconds)
        case .text: return .text(try reader.string())
        case .word(let words):
            let text = try reader.string()
            guard words.contains(text) else { throw wrong }
            return .text(text)
        case .bytes:
            guard let bytes = bytes(hexadecimal: try reader.string()) else { throw wrong }
            return .blob(bytes)
        case .list(let check):
            let json = try reader.json()
            do {
                try check(json)
            } catch {
                throw wrong
            }
            return .text(String(decoding: json, as: UTF8.self))
        }
    }
}

private let digits = Array("0123456789abcdef".utf8)

func hexadecimal(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Nil for anything but pairs of lower-case digits.
private func bytes(hexadecimal text: String) -> [UInt8]? {
    let values = text.utf8.map { digits.firstIndex(of: $0) }
    guard values.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: values.count, by: 2).reduce(into: [] as [UInt8]?) { bytes, index in
        guard let high = values[index], let low = values[index + 1] else { return bytes = nil }
        bytes?.append(UInt8(high << 4 | low))
    }
}
