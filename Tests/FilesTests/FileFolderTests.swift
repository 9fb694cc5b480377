import Crypto
import Files
import Glibc
import TestSupport
import Testing

@Suite struct FileFolderTests {
    let temporary = TemporaryFolder()

    private func open() throws -> FileFolder { try FileFolder(path: temporary.path + "/files") }

    private func keep(
        _ bytes: [UInt8], in folder: FileFolder, size: Int? = nil, accepts: (FileType) -> Bool = { _ in true }
    ) throws -> KeptFile {
        let descriptor = Glibc.open(temporary.path + "/given", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        if let size { #expect(ftruncate(descriptor, size) == 0) }
        return try folder.keep(descriptor, count: size ?? bytes.count, accepts: accepts)
    }

    private func content(_ path: String) -> [UInt8]? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(descriptor, &buffer, buffer.count)
        return Array(buffer.prefix(max(count, 0)))
    }

    /// A few bytes can say that they are four gigapixels: kept to be saved, where that is welcome, and never to be drawn.
    @Test func imagesOfTooManyPixels_areNoPictures() throws {
        let folder = try open()
        let sides = (most: 8192, over: 8193)
        #expect(try keep(Sample.png(width: sides.most, height: 8192), in: folder).image != nil)
        var gif = Sample.gif()
        gif.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])
        for bytes in [
            Sample.png(width: 65_535, height: 65_535), Sample.png(width: sides.over, height: 8192), gif,
        ] {
            let kept = try keep(bytes, in: folder)
            #expect(kept.type == .binary && kept.image == nil)
            #expect(throws: FileFault.tooManyPixels) { try keep(bytes, in: folder, accepts: \.isWelcome) }
        }
    }

    @Test func content_isKeptByItsHash() throws {
        let folder = try open()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let first = try keep(bytes, in: folder)
        let second = try keep(bytes, in: folder)
        #expect(first.hash == sha256(bytes))
        #expect(first.size == bytes.count)
        #expect(first.type == .binary)
        #expect(first.image == nil)
        #expect(first.name != second.name)
        #expect(first.name.prefix(65) == second.name.prefix(65))
        let path = try #require(folder.path(of: first.name))
        let isSame = content(path) == bytes
        #expect(isSame)
        folder.remove(first.name)
        #expect(content(path) == nil)
        #expect(folder.path(of: second.name).flatMap(content) != nil)
    }

    @Test func image_isKeptWithoutMetadata() throws {
        let folder = try open()
        let sample = Sample.dirty[0]
        let kept = try keep(sample.bytes, in: folder)
        let clean = try #require(withoutMetadata(sample.bytes, .jpeg))
        #expect(kept.image == ImageSize(width: 60, height: 80))
        #expect(kept.size == clean.count)
        #expect(kept.hash == sha256(clean))
        #expect(folder.path(of: kept.name).flatMap(content) == clean)
    }

    @Test func faults_areTold() throws {
        let folder = try open()
        #expect(throws: FileFault.empty) { try keep([], in: folder) }
        #expect(throws: FileFault.malformedImage) { try keep(Array(Sample.png().dropLast()), in: folder) }
        #expect(throws: FileFault.notWelcome(.program)) {
            try keep(Array("#!/bin/sh".utf8), in: folder) { $0.isWelcome }
        }
        #expect(throws: FileFault.system(call: "pread", errno: EBADF)) {
            try folder.keep(-1, count: 1) { _ in true }
        }
        #expect(throws: FileFault.system(call: "mkdir", errno: ENOENT)) {
            try FileFolder(path: temporary.path + "/none/files")
        }
    }

    @Test func image_thatIsTooLarge_isKeptAsBinary() throws {
        let kept = try keep(Sample.png(), in: try open(), size: 32 << 20 + 1)
        #expect(kept.type == .binary)
        #expect(kept.image == nil)
        #expect(kept.size == 32 << 20 + 1)
    }

    @Test func names_leadNowhereElse() throws {
        let folder = try open()
        let name = try keep([1], in: folder).name
        #expect(folder.path(of: name) == temporary.path + "/files/" + name)
        for wrong in [
            "", "../given", "/etc/passwd", name + "a", name.uppercased(), "." + name.dropFirst(), name + "\0",
        ] {
            #expect(folder.path(of: wrong) == nil)
        }
    }

    @Test func sweep_removesOnlyWhatIsOldAndUnknown() throws {
        let folder = try open()
        let known = try keep([1], in: folder).name
        let unknown = try keep([2], in: folder).name
        #expect(folder.sweep(olderThan: 3600) { _ in false } == 0)
        #expect(folder.sweep(olderThan: -60) { $0 == known } == 1)
        #expect(folder.path(of: known).flatMap(content) == [1])
        #expect(folder.path(of: unknown).flatMap(content) == nil)
    }

    @Test func opening_emptiesWhatWasOnItsWay() throws {
        let path = try open().incomingPath()
        close(Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        #expect(content(path) == [])
        let folder = try open()
        #expect(content(path) == nil)
        #expect(folder.incomingPath() != path)
    }
}
