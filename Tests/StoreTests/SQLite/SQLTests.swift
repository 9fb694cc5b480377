import TestSupport
import Testing

@testable import Store

@Suite struct SQLTests {
    private static var columns: SQL.Columns { "n, n * n" }

    private static func some(_ number: Int) -> SQL {
        number.isMultiple(of: 2)
            ? "SELECT \(columns) FROM (SELECT 2 AS n)" : "SELECT \(columns), \(columns) FROM (SELECT 3 AS n)"
    }

    @Test func listsOfColumns_standInTheText() {
        #expect(Self.some(2).description == "SELECT n, n * n FROM (SELECT 2 AS n)")
        #expect(Self.some(3).description == "SELECT n, n * n, n, n * n FROM (SELECT 3 AS n)")
    }

    @Test func text_isTheSameEachTimeItIsMet_andNoOther() {
        #expect(Self.some(2) == Self.some(4) && Self.some(3) == Self.some(5))
        #expect(Self.some(2) != Self.some(3))
        let alike: (SQL, SQL) = ("SELECT \(Self.columns) FROM one", "SELECT \(Self.columns) FROM two")
        #expect(alike.0 != alike.1)
    }

    @Test func row_isReadInTheOrderOfItsColumns() throws {
        let folder = TemporaryFolder()
        let connection = try Connection(path: folder.path + "/db", access: .readWrite)
        for number in [2, 3, 2, 3] {
            let read = try connection.first(Self.some(number)) { row in (try row.next() as Int, try row.next() as Int) }
            #expect(read?.0 == number && read?.1 == number * number)
        }
    }
}
