import Domain
import Realtime
import Testing

/// The frames of the live protocol, both ways.
@Suite struct FramesTests {
    @Test(
        arguments: [
            (#"{"type":"auth","token":"t","after":"12"}"#, .auth(token: "t", after: Cursor(rawValue: 12))),
            (#"{"type":"auth","token":"t"}"#, .auth(token: "t", after: nil)),
            (#"{"after":null,"token":"t","type":"auth","new_member":{"a":[1]}}"#, .auth(token: "t", after: nil)),
            (#"{"type":"typing","typing":true}"#, .typing(true)),
            (#"{"type":"read","up_to":"7"}"#, .read(upTo: MessageID(rawValue: 7))),
            (
                #"{"type":"typing","typing":true,"ticket_id":"4"}"#,
                .typing(true, ticket: TicketID(rawValue: 4))
            ),
            (#"{"type":"ping"}"#, .ping),
        ] as [(String, ClientFrame)])
    func clientFrame_isUnderstood(json: String, expected: ClientFrame) throws {
        #expect(try ClientFrame(Array(json.utf8)) == expected)
    }

    @Test(
        arguments: [
            ("", .invalid(.body)), ("[]", .invalid(.body)), (#"{"type":"dance"}"#, .invalid(.body)),
            (#"{"type":"auth"}"#, .unauthorized), (#"{"type":"auth","token":"t","after":"x"}"#, .invalid(.after)),
            (#"{"type":"typing"}"#, .invalid(.typing)), (#"{"type":"typing","typing":"yes"}"#, .invalid(.body)),
            (#"{"type":"read","up_to":"0"}"#, .invalid(.upTo)), (#"{"type":"read"}"#, .invalid(.upTo)),
        ] as [(String, DeskError)])
    func clientFrame_isRefusedWithItsReason(json: String, expected: DeskError) {
        #expect(throws: expected) { try ClientFrame(Array(json.utf8)) }
    }

    @Test func serverFrames_haveTheShapesOfTheProtocol() {
        let message = Message(
            id: MessageID(rawValue: 5), ticket: TicketID(rawValue: 2), author: .agent, authorName: "Ольга",
            agent: AgentID(rawValue: 9), text: "Да \"так\"", createdAt: Timestamp(milliseconds: 0), editedAt: nil,
            clientID: nil,
            replyTo: MessageID(rawValue: 4))
        let event = Event(
            cursor: message.cursor, ticket: message.ticket, user: UserID(rawValue: 1), change: .messageCreated(message))
        let toStaff = StaffEvent(cursor: message.cursor, ticket: message.ticket, change: .shared(event.change))
        let typing = Typing(ticket: message.ticket, user: UserID(rawValue: 1), author: .agent, isTyping: true)
        let frames: [(ServerFrame, String)] = [
            (.ready(.start), #"{"type":"ready","cursor":"0"}"#),
            (.pong, #"{"type":"pong"}"#),
            (
                .event(event),
                #"{"type":"message","cursor":"5","message":{"id":"5","ticket_id":"2","author":"agent","#
                    + #""author_name":"Ольга","text":"Да \"так\"","created_at":"1970-01-01T00:00:00.000Z","#
                    + #""attachments":[],"reply_to":"4"}}"#
            ),
            (
                .staff(toStaff),
                #"{"type":"message","cursor":"5","message":{"id":"5","ticket_id":"2","author":"agent","#
                    + #""author_name":"Ольга","text":"Да \"так\"","created_at":"1970-01-01T00:00:00.000Z","#
                    + #""attachments":[],"reply_to":"4","agent_id":"9"}}"#
            ),
            (.typing(typing), #"{"type":"typing","ticket_id":"2","author":"agent","typing":true}"#),
            (
                .error(code: "unauthorized", message: "Come in."),
                #"{"type":"error","error":{"code":"unauthorized","message":"Come in."}}"#
            ),
        ]
        for (frame, json) in frames { #expect(String(decoding: frame.encoded(), as: UTF8.self) == json) }
    }
}
