import Domain
import Store
import Telegram
import Testing

@testable import Desk

@Suite struct InboundTests {
    static let person = #""from":{"id":501,"is_bot":false,"first_name":"Olga","last_name":"S"}"#
    static let topic = #""message_thread_id":9,"is_topic_message":true"#
    static let implicitReply = #""reply_to_message":{"message_id":9,"forum_topic_created":{"name":"x"}}"#

    func inbound(_ kind: String, _ members: String..., chat: Int64 = -1) throws -> Inbound {
        let message =
            #"{"message_id":12,"date":1,"chat":{"id":\#(chat),"type":"supergroup"},\#(members.joined(separator: ","))}"#
        let raw = try #require(RawUpdate(json: Array(#"{"update_id":3,"\#(kind)":\#(message)}"#.utf8)))
        return Inbound(Update(raw), group: -1, botID: 7, otherBots: [8])
    }

    @Test func textOfAMemberInATopic_isAnAnswer() throws {
        let answer = try inbound("message", Self.person, Self.topic, Self.implicitReply, #""text":"да""#)
        #expect(
            answer
                == .answer(
                    thread: 9, post: 12, by: .member(id: 501, name: "Olga S"), text: StyledText(text: "да"),
                    replyTo: nil))
    }

    @Test func realReply_isKept() throws {
        let answer = try inbound(
            "message", Self.person, Self.topic, #""reply_to_message":{"message_id":11}"#, #""text":"да""#)
        #expect(
            answer
                == .answer(
                    thread: 9, post: 12, by: .member(id: 501, name: "Olga S"), text: StyledText(text: "да"), replyTo: 11
                ))
    }

    @Test func anonymousAdmin_isTheTeam() throws {
        let answer = try inbound(
            "message", #""from":{"id":1087968824,"is_bot":true,"first_name":"Group"}"#, Self.topic,
            #""sender_chat":{"id":-1,"type":"supergroup"},"author_signature":"Boss""#, #""text":"да""#)
        #expect(
            answer == .answer(thread: 9, post: 12, by: .team(title: "Boss"), text: StyledText(text: "да"), replyTo: nil)
        )
    }

    @Test func closingByAPerson_isNews_andByABotIsNone() throws {
        let closed = #""forum_topic_closed":{}"#
        #expect(try inbound("message", Self.person, Self.topic, closed) == .topicClosed(true, thread: 9))
        #expect(
            try inbound("message", Self.person, Self.topic, #""forum_topic_reopened":{}"#)
                == .topicClosed(false, thread: 9))
        for bot in [7, 8] {
            let from = #""from":{"id":\#(bot),"is_bot":true,"first_name":"Bot"}"#
            #expect(try inbound("message", from, Self.topic, closed) == .nothing)
        }
    }

    @Test func commandForAnotherBot_isNothing() throws {
        let text = #""text":"/stats@other_bot","entities":[{"type":"bot_command","offset":0,"length":16}]"#
        let message =
            #"{"message_id":12,"date":1,"chat":{"id":-1,"type":"supergroup"},\#(Self.person),\#(Self.topic),\#(text)}"#
        let raw = try #require(RawUpdate(json: Array(#"{"update_id":3,"message":\#(message)}"#.utf8)))
        #expect(Inbound(Update(raw), group: -1, botID: 7, botName: "desk_bot") == .nothing)
    }

    @Test func anonymousAdmin_isNobody_whenSoConfigured() throws {
        let message =
            #"{"message_id":12,"date":1,"chat":{"id":-1,"type":"supergroup"},"sender_chat":{"id":-1,"type":"supergroup"},\#(Self.topic),"text":"x"}"#
        let raw = try #require(RawUpdate(json: Array(#"{"update_id":3,"message":\#(message)}"#.utf8)))
        #expect(Inbound(Update(raw), group: -1, botID: 7, takesAnonymous: false) == .nothing)
        #expect(Inbound(Update(raw), group: -1, botID: 7) != .nothing)
    }

    @Test func edit_isAnEdit() throws {
        #expect(
            try inbound("edited_message", Self.person, Self.topic, #""edit_date":2,"text":"нет""#)
                == .edit(post: 12, text: StyledText(text: "нет")))
    }

    @Test(arguments: [
        (
            #""location":{"latitude":1.5,"longitude":2}"#,
            "📍 https://www.openstreetmap.org/?mlat=1.5&mlon=2.0#map=16/1.5/2.0"
        ),
        (
            #""venue":{"title":"Shop","address":"Main St 1"},"location":{"latitude":1,"longitude":2}"#,
            "📍 Shop, Main St 1"
        ),
        (#""contact":{"first_name":"Anna","phone_number":"+7"}"#, "👤 Anna, +7"),
    ])
    func whatIsNoText_isCarriedAsText(content: String, text: String) throws {
        let answer = try inbound("message", Self.person, Self.topic, content)
        #expect(
            answer
                == .answer(
                    thread: 9, post: 12, by: .member(id: 501, name: "Olga S"), text: StyledText(text: text),
                    replyTo: nil))
    }

    @Test func file_isAnnounced_withItsCaption() throws {
        let photo = #""photo":[{"file_id":"a","file_unique_id":"b","width":1,"height":1}],"caption":"see""#
        guard
            case .answer(_, _, _, let text, let file?, _) = try inbound(
                "message", Self.person, Self.topic, photo, #""media_group_id":"7""#)
        else {
            Issue.record("expected an answer with a file")
            return
        }
        #expect(text.text == "see" && file.album == "7")
        #expect(file.file.kind == .photo && file.file.fileID == "a" && file.file.uniqueID == "b")
    }

    @Test func fileOver20MB_isNotFetched() throws {
        let video = #""video":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"file_size":20971521}"#
        guard case .answer(_, _, _, _, let file?, _) = try inbound("message", Self.person, Self.topic, video) else {
            Issue.record("expected an answer with a file")
            return
        }
        #expect(file.file.fileID == nil && file.file.failure != nil)
    }

    @Test(arguments: [
        (#""rich_message":{}"#, "rich_message", "[rich_message]"),
        (#""story":{"id":1}"#, "story", "[story]"), (#""checklist":{}"#, "checklist", "[checklist]"),
        (#""paid_media":{},"caption":"mine""#, "paid_media", "[paid_media] mine"), (#""game":{}"#, "game", "[game]"),
        (#""poll":{"question":"Red?"}"#, "poll", "[poll: Red?]"),
        (#""dice":{"emoji":"🎯","value":6}"#, "dice", "[🎯 6]"),
        (#""something_new":{}"#, "something_new", "[something_new]"),
    ])
    func whatVisitorsCanNotSee_isNamed(content: String, kind: String, text: String) throws {
        #expect(
            try inbound("message", Self.person, Self.topic, content)
                == .placeholder(
                    of: kind,
                    .answer(
                        thread: 9, post: 12, by: .member(id: 501, name: "Olga S"), text: StyledText(text: text),
                        replyTo: nil)))
    }

    @Test(arguments: [(7, true), (8, true), (9, false), (501, false)])
    func topic_isTakenFromTheProgramsOwnBotsOnly(maker: Int, isTaken: Bool) throws {
        let from = #""from":{"id":\#(maker),"is_bot":\#(maker < 500),"first_name":"Maker"}"#
        let made = try inbound("message", from, Self.topic, ##""forum_topic_created":{"name":"#3 x"}"##)
        #expect(made == (isTaken ? .topicMade(thread: 9, name: "#3 x") : .nothing))
    }

    @Test(arguments: [
        ("the bot itself", #""from":{"id":7,"is_bot":true,"first_name":"Desk"}"#, topic, #""text":"x""#),
        ("another bot", #""from":{"id":8,"is_bot":true,"first_name":"Other"}"#, topic, #""text":"x""#),
        ("a channel", #""sender_chat":{"id":-5,"type":"channel"}"#, topic, #""text":"x""#),
        ("General", person, #""date":1"#, #""text":"x""#),
        ("a reply outside of topics", person, #""message_thread_id":9"#, #""text":"x""#),
        ("a service message", person, topic, #""forum_topic_edited":{"name":"x"}"#),
        ("a pin", person, topic, #""pinned_message":{"message_id":1,"date":1,"chat":{"id":-1,"type":"supergroup"}}"#),
    ])
    func whatNoVisitorShouldSee_isNothing(what: String, writer: String, place: String, content: String) throws {
        #expect(try inbound("message", writer, place, content) == .nothing)
    }

    @Test func anotherChat_isNothing() throws {
        #expect(try inbound("message", Self.person, Self.topic, #""text":"x""#, chat: -2) == .nothing)
    }
}
