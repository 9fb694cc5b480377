import Testing

@testable import Telegram

private func updates(_ answer: String) -> [RawUpdate]? { RawUpdate.all(in: Array(answer.utf8)) }

@Test func rawUpdates_keepTheirBytes() throws {
    let first = #"{ "update_id" : 7 , "message":{"text":"a,]}\"\\","update_id":9} }"#
    let second = #"{"message":{"note":"\u005d"},"update_id":8}"#
    let found = try #require(updates(#"{"result":[\#(first), \#(second)],"ok":true}"#))
    #expect(found.map(\.id) == [7, 8])
    #expect(found.map { String(decoding: $0.json, as: UTF8.self) } == [first, second])
}

@Test func rawUpdates_leaveOutWhatHasNoID() throws {
    let found = try #require(
        updates(#"{"ok":true,"result":[1,{"message":{}},{"update_id":"x"},{"update_id":5},null,[]]}"#))
    #expect(found.map(\.id) == [5])
}

@Test func rawUpdates_areEmpty_whenNothingHappened() {
    #expect(updates(#"{"ok":true,"result":[]}"#) == [])
}

@Test(arguments: [
    "", "{", "[]", "null", "<html>", #"{"ok":true}"#, #"{"ok":true,"result":{}}"#, #"{"ok":true,"result":[{"#,
    #"{"ok":true,"result":[]"#, #"{"ok":true,"result":[]}x"#, #"{"result":[{"update_id":1}}"#, #"{"result":["}"#,
])
func rawUpdates_areNil_whenTheAnswerIsBroken(answer: String) {
    #expect(updates(answer) == nil)
}

@Test func rawUpdates_areNil_atEveryPlaceTheAnswerCanBeCut() {
    let whole = Array(#"{"ok":true,"result":[{"update_id":1,"message":{"text":"\"é\n"}},{"update_id":2}]}"#.utf8)
    for end in whole.indices { #expect(RawUpdate.all(in: Array(whole[..<end])) == nil) }
    #expect(RawUpdate.all(in: whole)?.count == 2)
}

@Test(arguments: [
    (#"{"update_id":12,"message":{}}"#, Int64?(12)), (#" {"update_id":-3} "#, -3), (#"{"update_id":1.5}"#, nil),
    (#"{"update_id":99999999999999999999}"#, nil), (#"{"message":{"update_id":1}}"#, nil), (#"[{"update_id":1}]"#, nil),
    (#"{"update_id":1}{"update_id":2}"#, nil), ("", nil), (#"{"update_id":"#, nil),
])
func rawUpdate_takesTheIDOfAWebhooksBody(body: String, id: Int64?) {
    #expect(RawUpdate(json: Array(body.utf8))?.id == id)
}

@Test func rawUpdate_survivesAnyDepth() throws {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let raw = try #require(RawUpdate(json: Array(#"{"message":\#(deep),"update_id":4}"#.utf8)))
    #expect(raw.id == 4)
    guard case .unreadable = Update(raw).event else { return #expect(Bool(false)) }
}

@Test(arguments: [
    (#""message_thread_id":9,"media_group_id":"135""#, Int64?(9), String?("135")), (#""media_group_id":135"#, nil, nil),
    (#""media_group_id":"""#, nil, nil), (#""reply":{"media_group_id":"135"}"#, nil, nil), (#""text":[]"#, nil, nil),
])
func rawUpdate_tellsTheTopicAndTheAlbum_ofWhatCannotBeDecoded(members: String, topic: Int64?, album: String?) throws {
    let raw = try #require(RawUpdate(json: Array(#"{"update_id":1,"message":{\#(members)}}"#.utf8)))
    #expect(raw.topic == topic && raw.album == album)
}
