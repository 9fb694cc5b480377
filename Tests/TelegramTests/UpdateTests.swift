import FoundationEssentials
import Testing

@testable import Telegram

private let bot: Int64 = 7_000_000_001
private let chat = #"{"id":-1001234567890,"title":"ACME support","is_forum":true,"type":"supergroup"}"#
private let olga = #"{"id":501,"is_bot":false,"first_name":"Olga","last_name":"S","username":"olga_s"}"#
private let own = #"{"id":7000000001,"is_bot":true,"first_name":"Desk"}"#

private func event(_ members: String) throws -> Update.Event {
    let raw = try #require(RawUpdate(json: Array(#"{"update_id":1,\#(members)}"#.utf8)))
    return Update(raw).event
}

private func message(_ members: String) throws -> Message {
    let event = try event(#""message":{"message_id":5034,"chat":\#(chat),"date":1790000200,\#(members)}"#)
    guard case .message(let message) = event else { throw Unexpected(event: event) }
    return message
}

private struct Unexpected: Error {
    let event: Update.Event
}

@Test func message_inATopic_knowsItsPlaceAuthorAndThatItIsNoReply() throws {
    let message = try message(
        #"""
        "from":\#(olga),"message_thread_id":5011,"is_topic_message":true,"text":"We refunded it",
        "reply_to_message":{"message_id":5011,"from":\#(own),"chat":\#(chat),"date":1790000000,
            "message_thread_id":5011,"is_topic_message":true,
            "forum_topic_created":{"name":"#1042 Ann · billing","icon_color":7322096}}
        """#)
    #expect(message.id == 5034)
    #expect(message.date == 1_790_000_200)
    #expect(message.chat.id == -1_001_234_567_890 && message.chat.isForum && message.chat.kind == .supergroup)
    #expect(message.topicID == 5011)
    #expect(message.realReply == nil)
    #expect(message.content == .text)
    #expect(message.text == "We refunded it")
    guard case .member(let user) = message.author(botID: bot) else { throw Unexpected(event: .message(message)) }
    #expect(user.name == "Olga S" && user.id == 501)
}

@Test func message_thatAnswersAnother_isARealReply() throws {
    let topic = #""message_thread_id":5011,"is_topic_message":true,"text":"x""#
    let reply = #""reply_to_message":{"message_id":5020,"chat":\#(chat),"date":1}"#
    #expect(try message("\(topic),\(reply)").realReply == 5020)
    #expect(try message(#""text":"in General",\#(reply)"#).realReply == 5020)
    #expect(try message(topic).realReply == nil)
}

@Test func message_outsideTopics_hasNoTopic() throws {
    // In groups without topics a chain of replies has a thread id too.
    let message = try message(#""message_thread_id":77,"text":"x""#)
    #expect(message.topicID == nil && message.threadID == 77)
}

@Test func message_knowsWhoWroteIt() throws {
    let anonymous = #"{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"}"#
    let channelBot = #"{"id":136817688,"is_bot":true,"first_name":"Channel"}"#
    #expect(try message(#""from":\#(own),"text":"x""#).author(botID: bot) == .ownBot)
    #expect(
        try message(#""from":\#(anonymous),"sender_chat":\#(chat),"author_signature":"Support lead","text":"x""#)
            .author(botID: bot) == .anonymousAdministrator(title: "Support lead"))
    #expect(
        try message(#""from":\#(anonymous),"sender_chat":\#(chat),"text":"x""#).author(botID: bot)
            == .anonymousAdministrator(title: nil))
    let asChannel = try message(
        #""from":\#(channelBot),"sender_chat":{"id":-1009,"type":"channel","title":"News"},"text":"x""#)
    guard case .channel(let channel) = asChannel.author(botID: bot) else {
        throw Unexpected(event: .message(asChannel))
    }
    #expect(channel.title == "News")
}

private let file = #""file_id":"F","file_unique_id":"U","file_size":3000000000,"mime_type":"a/b","file_name":"n""#
private let sizes = #"""
    [{"file_id":"s","file_unique_id":"us","width":90,"height":67},
     {"file_id":"l","file_unique_id":"ul","width":1280,"height":960,"file_size":170331},
     {"file_id":"m","file_unique_id":"um","width":320,"height":240}]
    """#

@Test(arguments: [
    (#""animation":{\#(file)},"document":{\#(file)}"#, Media.Kind.animation),
    (#""live_photo":{\#(file)},"photo":\#(sizes)"#, .photo), (#""photo":\#(sizes)"#, .photo),
    (#""video":{\#(file)}"#, .video), (#""audio":{\#(file)}"#, .audio), (#""document":{\#(file)}"#, .document),
    (#""voice":{\#(file)}"#, .voice), (#""video_note":{\#(file),"length":240}"#, .videoNote),
    (#""sticker":{\#(file),"emoji":"👍"}"#, .sticker),
])
func message_withAFile_describesIt(members: String, kind: Media.Kind) throws {
    let message = try message(members + #","caption":"see","caption_entities":[{"type":"bold","offset":0,"length":3}]"#)
    guard case .media(let media) = message.content else { throw Unexpected(event: .message(message)) }
    #expect(media.kind == kind)
    #expect(message.text == "see")
    #expect(message.entities == [MessageEntity(.bold, offset: 0, length: 3)])
    if kind == .photo {
        #expect(media.fileID == "l" && media.width == 1280 && media.size == 170331)
        #expect(media.mimeType == "image/jpeg")
    } else {
        #expect(media.fileID == "F" && media.uniqueID == "U" && media.size == 3_000_000_000)
        #expect(media.mimeType == "a/b" && media.name == "n")
    }
}

@Test(arguments: [
    (#""sticker":{"file_id":"F","is_animated":true}"#, "application/x-tgsticker"),
    (#""sticker":{"file_id":"F","is_video":true}"#, "video/webm"), (#""sticker":{"file_id":"F"}"#, "image/webp"),
    (#""voice":{"file_id":"F"}"#, "audio/ogg"), (#""video_note":{"file_id":"F"}"#, "video/mp4"),
    (#""document":{"file_id":"F"}"#, nil),
])
func media_withoutAType_hasTheOneItsKindImplies(members: String, type: String?) throws {
    guard case .media(let media) = try message(members).content else { return #expect(Bool(false)) }
    #expect(media.mimeType == type)
}

@Test(arguments: [
    (
        #""venue":{"title":"Café","address":"Main st"},"location":{"latitude":1.5,"longitude":2}"#,
        MessageContent.venue(title: "Café", address: "Main st", latitude: 1.5, longitude: 2)
    ),
    (#""location":{"latitude":1.5,"longitude":-2}"#, .location(latitude: 1.5, longitude: -2)),
    (
        #""contact":{"phone_number":"+7","first_name":"Ann","last_name":"B"}"#,
        .contact(name: "Ann B", phoneNumber: "+7")
    ),
    (#""dice":{"emoji":"🎲","value":6}"#, .dice(emoji: "🎲", value: 6)),
    (#""poll":{"id":"1","question":"Why?"}"#, .poll(question: "Why?")),
    (#""rich_message":{"blocks":[]},"has_protected_content":true"#, .text),
    (#""checklist_tasks_done":{"marked_as_done_task_ids":[1]}"#, .unknown("checklist_tasks_done")),
    (#""poll_option_added":{}"#, .unknown("poll_option_added")), (#""gift":{"gift":{}}"#, .unknown("gift")),
    (#""refunded_payment":{},"caption":"x""#, .unknown("refunded_payment")),
    (#""story":{"id":1}"#, .unsupported("story")), (#""photo":[]"#, .unsupported("photo")),
    (#""document":{"no":"id"}"#, .unsupported("document")), (#""edit_date":1"#, .unknown("empty")),
    (#""forum_topic_created":{"name":"A","icon_color":1}"#, .service(.topicCreated(name: "A"))),
    (
        #""forum_topic_edited":{"name":"B"}"#,
        .service(.topicEdited(name: "B", iconCustomEmojiID: nil))
    ),
    (
        #""forum_topic_edited":{"icon_custom_emoji_id":""}"#,
        .service(.topicEdited(name: nil, iconCustomEmojiID: ""))
    ),
    (#""forum_topic_closed":{}"#, .service(.topicClosed)), (#""forum_topic_reopened":{}"#, .service(.topicReopened)),
    (#""general_forum_topic_hidden":{}"#, .service(.generalTopicHidden)),
    (#""general_forum_topic_unhidden":{}"#, .service(.generalTopicUnhidden)),
    (#""new_chat_title":"New""#, .service(.titleChanged("New"))),
    (#""pinned_message":{"message_id":9,"chat":\#(chat),"date":0}"#, .service(.pinned(messageID: 9))),
    (#""migrate_to_chat_id":-1001"#, .service(.movedTo(-1001))),
    (#""migrate_from_chat_id":-5"#, .service(.movedFrom(-5))),
    (#""video_chat_started":{}"#, .service(.other("video_chat_started"))),
    (#""new_chat_photo":[]"#, .service(.other("new_chat_photo"))),
])
func message_ofAnyKind_isTold(members: String, content: MessageContent) throws {
    #expect(try message(members).content == content)
}

@Test func message_tellsWhoCameAndWent() throws {
    guard case .service(.membersJoined(let users)) = try message(#""new_chat_members":[\#(olga),{"no":1}]"#).content
    else { return #expect(Bool(false)) }
    #expect(users.map(\.id) == [501])
    guard case .service(.memberLeft(let user)) = try message(#""left_chat_member":\#(own)"#).content else {
        return #expect(Bool(false))
    }
    #expect(user.id == bot)
}

@Test func entities_outOfBoundsOrUnknown_areLeftOut() throws {
    let message = try message(
        #"""
        "text":"hé👍!","entities":[{"type":"bold","offset":0,"length":4},{"type":"sparkle","offset":0,"length":1},
        {"type":"italic","offset":2,"length":9},{"type":"code","offset":-1,"length":2},
        {"type":"code","offset":9223372036854775807,"length":9223372036854775807},
        {"type":"text_link","offset":4,"length":1,"url":"https://a.example/"},{"type":"pre","offset":0},7]
        """#)
    #expect(
        message.entities == [
            MessageEntity(.bold, offset: 0, length: 4),
            MessageEntity(.textLink, offset: 4, length: 1, url: "https://a.example/"),
        ])
}

@Test func update_ofEachKind_isUnderstood() throws {
    guard
        case .editedMessage(let edited) = try event(
            #""edited_message":{"message_id":3,"chat":\#(chat),"date":1,"edit_date":2,"text":"y"}"#)
    else { return #expect(Bool(false)) }
    #expect(edited.editDate == 2)

    guard
        case .messageReaction(let reaction) = try event(
            #"""
            "message_reaction":{"chat":\#(chat),"message_id":5021,"user":\#(olga),"date":1,"old_reaction":[],
            "new_reaction":[{"type":"emoji","emoji":"👍"},{"type":"custom_emoji","custom_emoji_id":"5"},{"type":"paid"}]}
            """#)
    else { return #expect(Bool(false)) }
    #expect(reaction.messageID == 5021 && reaction.old == [] && reaction.new == ["👍"])
}

@Test(arguments: [
    ("creator", "", true, true), ("member", "", true, false), ("restricted", #","is_member":true"#, true, false),
    ("restricted", #","is_member":false"#, false, false), ("left", "", false, false), ("guest", "", false, false),
])
func chatMember_isInTheChat_dependingOnItsStatus(status: String, more: String, isIn: Bool, manages: Bool) throws {
    let json = #"{"status":"\#(status)","user":\#(olga)\#(more)}"#
    let member = try JSONDecoder().decode(ChatMember.self, from: Data(json.utf8))
    #expect(member.isInChat == isIn && member.canManageTopics == manages)
}

@Test func update_ofAnUnknownKind_isNamed() throws {
    #expect(try event(#""channel_post":{"message_id":1}"#) == .unsupported("channel_post"))
    let bare = try #require(RawUpdate(json: Array(#"{"update_id":8}"#.utf8)))
    #expect(Update(bare).id == 8 && Update(bare).event == .unsupported("empty"))
}

@Test(arguments: [
    #""message":{"text":"no id"}"#, #""message":"text""#, #""message":null"#, #""message":{"message_id":1e99}"#,
    #""message":{]"#,
])
func update_thatIsPoison_stillHasItsID(members: String) throws {
    let raw = try #require(RawUpdate(json: Array(#"{\#(members),"update_id":77}"#.replacing("{]", with: "[{}]").utf8)))
    let update = Update(raw)
    #expect(update.id == 77)
    guard case .unreadable = update.event else { throw Unexpected(event: update.event) }
}

@Test(arguments: [
    (#"a \ud83d b"#, "a \u{FFFD} b"), (#"a \ude00"#, "a \u{FFFD}"), (#"\ud83d\ude00 \ud83d"#, "😀 \u{FFFD}"),
    (#"\\ud83d \ud83dx\\"#, #"\ud83d "# + "\u{FFFD}" + #"x\"#), (#"\u0000\u0001"#, "\0\u{1}"),
]) func brokenCharacter_costsNoWords(json: String, text: String) throws {
    let body =
        #"{"update_id":8,"message":{"message_id":1,"message_thread_id":9,"date":1,"chat":{"id":-1},"caption":"\#(json)","photo":[{"file_id":"a"}]}}"#
    let raw = try #require(RawUpdate(json: Array(body.utf8)))
    guard case .message(let message) = Update(raw).event else {
        Issue.record("expected a message, found \(Update(raw).event)")
        return
    }
    #expect(message.text == text && raw.topic == 9)
}

@Test func brokenByte_costsNoWords() throws {
    var body = Array(#"{"update_id":8,"message":{"message_id":1,"date":1,"chat":{"id":-1},"text":"a?b"}}"#.utf8)
    body[try #require(body.firstIndex(of: UInt8(ascii: "?")))] = 0xFF
    let raw = try #require(RawUpdate(json: body))
    guard case .message(let message) = Update(raw).event else {
        Issue.record("expected a message, found \(Update(raw).event)")
        return
    }
    #expect(message.text == "a\u{FFFD}b")
}
