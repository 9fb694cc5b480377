import Domain
import Store
import Telegram
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct InboundTests {
    static let person = #""from":{"id":501,"is_bot":false,"first_name":"Olga","last_name":"S"}"#
    static let olga = Inbound.Writer.member(id: 501, name: "Olga S")
    static let topic = #""message_thread_id":9,"is_topic_message":true"#
    static let implicitReply = #""reply_to_message":{"message_id":9,"forum_topic_created":{"name":"x"}}"#

    func inbound(_ kind: String, _ members: String..., chat: Int64 = -1) throws -> Inbound {
        let message =
            #"{"message_id":12,"date":0,"chat":{"id":\#(chat),"type":"supergroup"},\#(members.joined(separator: ","))}"#
        let raw = try #require(RawUpdate(json: Array(#"{"update_id":3,"\#(kind)":\#(message)}"#.utf8)))
        return Inbound(Update(raw), group: -1, botID: 7, otherBots: [8])
    }

    @Test func textOfAMemberInATopic_isAnAnswer() throws {
        let answer = try inbound("message", Self.person, Self.topic, Self.implicitReply, #""text":"да""#)
        #expect(answer == .posted(.line("да", post: 12, thread: 9, by: Self.olga)))
    }

    @Test func realReply_isKept() throws {
        let answer = try inbound(
            "message", Self.person, Self.topic, #""reply_to_message":{"message_id":11}"#, #""text":"да""#)
        #expect(answer == .posted(.line("да", post: 12, thread: 9, replyTo: 11, by: Self.olga)))
    }

    @Test func anonymousAdmin_isTheTeam() throws {
        let answer = try inbound(
            "message", #""from":{"id":1087968824,"is_bot":true,"first_name":"Group"}"#, Self.topic,
            #""sender_chat":{"id":-1,"type":"supergroup"},"author_signature":"Boss""#, #""text":"да""#)
        #expect(answer == .posted(.line("да", post: 12, thread: 9, by: .team(title: "Boss"))))
    }

    @Test func closingByAPerson_isNews_andByABotIsNone() throws {
        let closed = #""forum_topic_closed":{}"#
        #expect(try inbound("message", Self.person, Self.topic, closed) == .topicClosed(true, thread: 9, by: Self.olga))
        #expect(
            try inbound("message", Self.person, Self.topic, #""forum_topic_reopened":{}"#)
                == .topicClosed(false, thread: 9, by: Self.olga))
        for bot in [7, 8] {
            let from = #""from":{"id":\#(bot),"is_bot":true,"first_name":"Bot"}"#
            #expect(try inbound("message", from, Self.topic, closed) == .nothing)
        }
    }

    @Test func anonymousAdmin_isNobody_whenSoConfigured() throws {
        let message =
            #"{"message_id":12,"date":0,"chat":{"id":-1,"type":"supergroup"},"sender_chat":{"id":-1,"type":"supergroup"},\#(Self.topic),"text":"x"}"#
        let raw = try #require(RawUpdate(json: Array(#"{"update_id":3,"message":\#(message)}"#.utf8)))
        #expect(Inbound(Update(raw), group: -1, botID: 7, takesAnonymous: false) == .refused(.anonymous, thread: 9))
        guard case .posted = Inbound(Update(raw), group: -1, botID: 7) else {
            Issue.record("expected an answer")
            return
        }
    }

    @Test func edit_isAnEdit() throws {
        #expect(
            try inbound("edited_message", Self.person, Self.topic, #""edit_date":2,"text":"нет""#)
                == .edited(.line("нет", post: 12, thread: 9, by: Self.olga)))
    }

    @Test(arguments: [
        (
            #""location":{"latitude":1.5,"longitude":2}"#,
            "📍 https://www.openstreetmap.org/?mlat=1.5&mlon=2.0#map=16/1.5/2.0"
        ),
        (
            #""venue":{"title":"Shop","address":"Main St 1"},"location":{"latitude":1,"longitude":2}"#,
            "📍 Shop, Main St 1\nhttps://www.openstreetmap.org/?mlat=1.0&mlon=2.0#map=16/1.0/2.0"
        ),
        (#""contact":{"first_name":"Anna","phone_number":"+7"}"#, "👤 Anna, +7"),
    ])
    func whatIsNoText_isCarriedAsText(content: String, text: String) throws {
        let answer = try inbound("message", Self.person, Self.topic, content)
        #expect(answer == .posted(.line(text, post: 12, thread: 9, typed: "", by: Self.olga)))
    }

    @Test func file_isAnnounced_withItsCaption() throws {
        let photo = #""photo":[{"file_id":"a","file_unique_id":"b","width":1,"height":1}],"caption":"see""#
        guard
            case .posted(let post) = try inbound(
                "message", Self.person, Self.topic, photo, #""media_group_id":"7""#), let file = post.parts.first?.file
        else {
            Issue.record("expected an answer with a file")
            return
        }
        #expect(post.parts.map(\.text.text) == ["see"] && post.album == "7")
        #expect(file.kind == .photo && file.fileID == "a" && file.uniqueID == "b")
    }

    @Test func fileOver20MB_isNotFetched() throws {
        let video = #""video":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"file_size":20971521}"#
        guard case .posted(let post) = try inbound("message", Self.person, Self.topic, video),
            let file = post.parts.first?.file
        else {
            Issue.record("expected an answer with a file")
            return
        }
        #expect(file.fileID == nil && file.failure == FileFailure.tooBig.stored)
    }

    @Test(arguments: [
        (#""story":{"id":1}"#, "story", "📖", ""), (#""checklist":{}"#, "checklist", "☑️", ""),
        (#""paid_media":{},"caption":"mine""#, "paid_media", "⭐ mine", "mine"),
        (#""game":{}"#, "game", "🎮", ""), (#""poll":{"question":"Red?"}"#, "poll", "📊 Red?", ""),
        (#""dice":{"emoji":"🎯","value":6}"#, "dice", "[🎯 6]", ""),
    ])
    func whatVisitorsCanNotSee_isNamed(content: String, kind: String, text: String, typed: String) throws {
        #expect(
            try inbound("message", Self.person, Self.topic, content)
                == .posted(.line(text, post: 12, thread: 9, typed: typed, kind: kind, by: Self.olga)))
    }

    @Test(arguments: [
        "checklist_tasks_done", "checklist_tasks_added", "poll_option_added", "gift", "unique_gift", "refunded_payment",
        "successful_payment", "paid_message_price_changed", "giveaway_created", "something_new",
    ])
    func whatIsNotKnownToBeContent_isForTheStaffOnly(kind: String) throws {
        let part = StaffPost.Part(post: 12, text: StyledText(text: ""), typed: "x")
        let post = StaffPost(thread: 9, writer: Self.olga, parts: [part], kindsUnknown: [kind])
        let content = #""\#(kind)":{},"caption":"x""#
        #expect(try inbound("message", Self.person, Self.topic, content) == .posted(post))
        #expect(try inbound("edited_message", Self.person, Self.topic, content) == .edited(post))
    }

    @Test func wordsOfARichMessage_areCarried_withTheirStyle() throws {
        let rich = """
            "rich_message":{"blocks":[
                {"type":"heading","size":1,"text":"Refund"},
                {"type":"paragraph","text":["It takes ",{"type":"bold","text":["3 ","days"]},"."]},
                {"type":"list","items":[{"label":"1.","blocks":[{"type":"paragraph","text":"wait"}]},
                    {"label":"2.","blocks":[{"type":"paragraph","text":"ask"}]}]},
                {"type":"table","cells":[[{"text":"a"},{"text":"b"}],[{"text":"c"}]]},
                {"type":"photo","photo":[],"caption":{"text":"a lamp"}}, {"type":"divider"}, {"type":"new"}
            ]}
            """
        guard case .posted(let post) = try inbound("message", Self.person, Self.topic, rich) else {
            Issue.record("expected an answer")
            return
        }
        let text = "Refund\nIt takes 3 days.\n1. wait\n2. ask\na | b\nc\na lamp"
        #expect(post.parts.map(\.text.text) == [text] && post.hasRichFiles && post.kindUnseen == nil)
        #expect(post.parts[0].text.spans == [TextSpan(.bold, offset: 16, length: 6)])
        // What begins with two strokes is for colleagues, in whatever shape it comes.
        let note = #""rich_message":{"blocks":[{"type":"paragraph","text":"//inside"}]}"#
        guard case .posted(let post) = try inbound("message", Self.person, Self.topic, note) else {
            Issue.record("expected a note")
            return
        }
        #expect(post.command(bot: nil) == .note("inside"))
    }

    @Test func writerInTheNameOfAChannel_isRefused_andTold() throws {
        let channel = #""from":{"id":136817688,"is_bot":true,"first_name":"Channel"}"#
        #expect(
            try inbound(
                "message", channel, Self.topic, #""sender_chat":{"id":-5,"type":"channel","title":"Shop"},"text":"x""#)
                == .refused(.channel(title: "Shop"), thread: 9))
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
        ("a pin", person, topic, #""pinned_message":{"message_id":1,"date":0,"chat":{"id":-1,"type":"supergroup"}}"#),
    ])
    func whatNoVisitorShouldSee_isNothing(what: String, writer: String, place: String, content: String) throws {
        #expect(try inbound("message", writer, place, content) == .nothing)
    }

    @Test func anotherChat_isNothing() throws {
        #expect(try inbound("message", Self.person, Self.topic, #""text":"x""#, chat: -2) == .nothing)
    }
}

extension StaffPost {
    /// A line of Olga's.
    static func line(
        _ text: String, post: Int64, thread: Int64, typed: String? = nil, replyTo: Int64? = nil, kind: String? = nil,
        by writer: Inbound.Writer = .member(id: 5, name: "Olga")
    ) -> StaffPost {
        StaffPost(
            thread: thread, writer: writer,
            parts: [Part(post: post, text: StyledText(text: text), typed: typed ?? text)], replyTo: replyTo,
            kindUnseen: kind)
    }
}
