import Dispatch
public import Domain
public import Files
import Logging
public import Store

extension Desk {
    /// Files that one person may have waiting to be sent: a few messages full.
    static let unsentFiles = 30
    /// Bytes of them, in whole files of the largest size.
    static let unsentLargestFiles = 10

    /// Takes a file that a visitor wants to send.
    ///
    /// - Parameters:
    ///   - descriptor: Holds its `count` bytes; must stay open until this returns.
    ///   - name: What the visitor's machine calls it.
    ///   - limit: The largest size that is taken, in bytes.
    /// - Throws: ``DeskError`` if it is not taken.
    public func keepFile(
        _ descriptor: Int32, count: Int, name: String?, limit: Int, by token: SessionToken
    ) async throws -> Attachment {
        let now = clock()
        return try await keepFile(descriptor, count: count, name: name, limit: limit, now: now) { reader in
            let state = try reader.valid(token, at: now)
            guard !state.isBanned else { throw DeskError.banned }
            return .user(state.user.id)
        }
    }

    /// Takes a file that staff want to send from the panel, by the same rules.
    public func keepFile(
        _ descriptor: Int32, count: Int, name: String?, limit: Int, by staff: StaffIdentity
    ) async throws -> Attachment {
        try await keepFile(descriptor, count: count, name: name, limit: limit, now: clock()) { _ in .staff(staff) }
    }

    private func keepFile(
        _ descriptor: Int32, count: Int, name: String?, limit: Int, now: Timestamp,
        of owner: @escaping @Sendable (Reader) throws -> AttachmentOwner
    ) async throws -> Attachment {
        let kept = try await keep(descriptor, count: count, accepts: \.isWelcome)
        let bytes = limit * Self.unsentLargestFiles
        do {
            let attachment = try await store.write { transaction in
                let owner = try owner(transaction.read)
                let unsent = try transaction.unsent(by: owner)
                guard unsent.count < Self.unsentFiles, unsent.bytes + kept.size <= bytes else {
                    throw DeskError.tooManyFiles
                }
                if let user = owner.user { try self.admit(kept.size, by: user, transaction.read) }
                return try transaction.addAttachment(
                    Blob(kept), kind: Attachment.Kind(kept.type), name: name.flatMap(cleanFileName), owner: owner,
                    now: now)
            }
            try await discardIfUnneeded(kept)
            return attachment
        } catch {
            try await discardIfUnneeded(kept)
            throw error
        }
    }

    /// Stores content in the folder, on a thread that may wait for the disk.
    ///
    /// - Throws: ``DeskError`` if it is not taken.
    @_spi(Channel) public func keep(
        _ descriptor: Int32, count: Int, accepts: @escaping @Sendable (FileType) -> Bool
    ) async throws -> KeptFile {
        let files = files
        return try await onDisk {
            do throws(FileFault) {
                return try files.keep(descriptor, count: count, accepts: accepts)
            } catch {
                switch error {
                case .empty, .malformedImage: throw DeskError.fileMalformed
                case .tooManyPixels: throw DeskError.imageTooLarge
                case .notWelcome: throw DeskError.fileTypeRefused
                case .system:
                    Log.support.error("file not stored", metadata: ["error": "\(error)"])
                    throw DeskError.noRoom
                }
            }
        }
    }

    /// Removes a file whose content was there already, or that came to nothing.
    @_spi(Channel) public func discardIfUnneeded(_ kept: KeptFile) async throws {
        let (files, store) = (files, store)
        try await onDisk {
            if try !store.read({ try $0.isNeeded(file: kept.name) }) { files.remove(kept.name) }
        }
    }

    /// Runs `body` where waiting for the disk holds up nobody.
    func onDisk<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await DispatchQueue.global(qos: .utility).run(body)
    }
}

extension Blob {
    @_spi(Channel) public init(_ kept: KeptFile) {
        self.init(
            name: kept.name, hash: kept.hash, size: kept.size, type: kept.type.rawValue, width: kept.image?.width,
            height: kept.image?.height)
    }
}

extension Attachment.Kind {
    fileprivate init(_ type: FileType) {
        self =
            switch type {
            case .gif: .animation
            case _ where type.isImage: .photo
            case _ where type.isVideo: .video
            case _ where type.isAudio: .audio
            default: .document
            }
    }
}
