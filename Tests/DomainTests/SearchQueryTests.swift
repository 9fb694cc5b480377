import Domain
import Testing

@Suite struct SearchQueryTests {
    @Test(
        arguments: [
            ("Заказы", ["заказ"]), ("заказами", ["заказ"]), ("доставку", ["доставк"]), ("вернулся", ["вернул"]),
            ("ёлка", ["елка"]), ("е\u{308}лка", ["елка"]), ("orders", ["order"]), ("delivering", ["deliver"]),
            ("ok", ["ok"]),
            ("A-17", ["a", "17"]),
            ("чай", ["чай"]),
        ])
    func words_loseTheirEndings(text: String, stems: [String]) throws {
        #expect(try SearchQuery(text).stems == stems)
    }

    @Test func nothingInAQuery_isAnOperator() throws {
        #expect(try SearchQuery(#"a" OR (NEAR) lamp*"#).match == #""a" "or" "near" * "lamp" *"#)
    }

    @Test(arguments: ["", " ", "+", String(repeating: "a", count: 201)])
    func queryWithoutWords_isRefused(text: String) {
        #expect(throws: DeskError.invalid(.query)) { try SearchQuery(text) }
    }

    @Test func longStem_isLookedForInTheWholeText() throws {
        let query = try SearchQuery("восстановление")
        #expect(query.isIn("нужно восстановление пароля") && query.isIn("О ВОССТАНОВЛЕНИИ"))
        #expect(!query.isIn("восстание"))
    }
}
