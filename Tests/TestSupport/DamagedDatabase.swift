import Glibc

/// Damages the database of a data folder: overwrites every third leaf of the tree that holds messages of many `a`, by the
/// file format (https://sqlite.org/fileformat2.html): a table without row ids has leaves of kind 10. With other pages
/// damaged the store would not open at all.
public func damageMessages(of folder: String) throws {
    guard let file = fopen(folder + "/otvet.db", "r+") else { throw NoSuchDatabase() }
    defer { fclose(file) }
    var page = [UInt8](repeating: 0, count: 4096)
    var leaves = 0
    for number in 1... {
        fseek(file, number * 4096, SEEK_SET)
        guard fread(&page, 1, 4096, file) == 4096 else { break }
        guard page[0] == 10, page.count(where: { $0 == UInt8(ascii: "a") }) > 2000 else { continue }
        leaves += 1
        guard leaves % 3 == 0 else { continue }
        fseek(file, number * 4096, SEEK_SET)
        fwrite([UInt8](repeating: 0xA5, count: 4096), 1, 4096, file)
    }
    guard leaves > 20 else { throw NoSuchDatabase() }
}

/// There is none, or none with enough of such messages.
public struct NoSuchDatabase: Error {}
