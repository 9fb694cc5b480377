import FoundationEssentials
import Telegram
import Testing

@testable import otvet

@Suite struct GroupFaultTests {
    static let forum = #"{"id":-1001,"type":"supergroup","title":"S","is_forum":true}"#
    static let all = #""can_manage_topics":true,"can_delete_messages":true,"can_pin_messages":true"#

    @Test(
        arguments: [
            (forum, "administrator", all, []), (forum, "creator", "", []), (forum, "member", "", [.notAdministrator]),
            (forum, "left", "", [.notAdministrator]),
            (
                forum, "administrator", #""can_pin_messages":true"#,
                [.mayNot(.manageTopics), .mayNot(.deleteMessages)]
            ),
            (#"{"id":-5,"type":"group","title":"S"}"#, "member", "", [.noTopics, .notAdministrator]),
            (#"{"id":-1001,"type":"supergroup"}"#, "administrator", all, [.noTopics]),
            (#"{"id":5,"type":"private"}"#, "member", "", [.notGroup]),
            (#"{"id":-1002,"type":"channel"}"#, "administrator", all, [.notGroup]),
        ] as [(String, String, String, [GroupFault])])
    func faults_areNamed_eachWithItsCure(chat: String, status: String, rights: String, faults: [GroupFault]) throws {
        let user = #""user":{"id":7,"is_bot":true,"first_name":"Desk"}"#
        let fields = [#""status":"\#(status)""#, user, rights].filter { !$0.isEmpty }.joined(separator: ",")
        let member = try JSONDecoder().decode(ChatMember.self, from: Data("{\(fields)}".utf8))
        let found = GroupFault.all(in: try JSONDecoder().decode(Chat.self, from: Data(chat.utf8)), bot: member)
        #expect(found == faults)
        #expect(found.allSatisfy { "\($0)".hasSuffix(".") && $0.cure.hasSuffix(".") })
    }

    @Test func lackOfAnythingThatConversationsNeed_isGrave() {
        #expect(GroupFault.mayNot(.manageTopics).isGrave)
        #expect(!GroupFault.mayNot(.deleteMessages).isGrave && !GroupFault.mayNot(.pinMessages).isGrave)
    }

    @Test(arguments: [
        ("https://desk.example/api/telegram/webhook", "desk.example"),
        ("https://a:secret@desk.example:8443?x", "desk.example:8443"),
        ("nonsense", "nonsense"), ("", ""),
    ])
    func webhook_isShownByItsHost(url: String, host: String) {
        #expect(webHost(of: url) == host)
    }
}
