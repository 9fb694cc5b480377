import Dispatch
public import Domain
public import Files
import Logging
public import Store

extension Desk {
    /// The most files of one person that may wait to be sent: enough for a few messages.
    static let unsentFiles = 30
    /// The most bytes of them, as a number of files of the largest size.
    static let unsentLargestFiles = 10

    /// Stores a file that a visitor wants to send.
    ///
    /// - Parameters:
    ///   - descriptor: An open file of `count` bytes; it must stay open until this returns.
    ///   - name: The file's name on the visitor's machine.
    ///   - limit: The largest size that is accepted, in bytes.
    /// - Throws: ``DeskError`` if it is refused.
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

    /// Stores a file that staff want to send from the panel, by the same rules.
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
        return try await addFile(kept, name: name, limit: limit, now: now, of: owner)
    }

    /// Stores a file that came with a user's mail, by the same rules.
    @_spi(Channel) public func keepFile(
        _ content: [UInt8], name: String?, limit: Int, of user: UserID
    ) async throws -> Attachment {
        let kept = try await stored { files throws(FileFault) in try files.keep(content, accepts: \.isWelcome) }
        return try await addFile(kept, name: name, limit: limit, now: clock()) { _ in .user(user) }
    }

    private func addFile(
        _ kept: KeptFile, name: String?, limit: Int, now: Timestamp,
        of owner: @escaping @Sendable (Reader) throws -> AttachmentOwner
    ) async throws -> Attachment {
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
    /// - Throws: ``DeskError`` if it is refused.
    @_spi(Channel) public func keep(
        _ descriptor: Int32, count: Int, accepts: @escaping @Sendable (FileType) -> Bool
    ) async throws -> KeptFile {
        try await stored { files throws(FileFault) in try files.keep(descriptor, count: count, accepts: accepts) }
    }

    private func stored(
        _ keep: @escaping @Sendable (FileFolder) throws(FileFault) -> KeptFile
    ) async throws -> KeptFile {
        let files = files
        return try await onDisk {
            do throws(FileFault) {
                return try keep(files)
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

    /// Removes a file whose content was stored already, or that no attachment refers to.
    @_spi(Channel) public func discardIfUnneeded(_ kept: KeptFile) async throws {
        let (files, store) = (files, store)
        try await onDisk {
            if try !store.read({ try $0.isNeeded(file: kept.name) }) { files.remove(kept.name) }
        }
    }

    /// Runs `body` on a queue that may wait for the disk.
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
