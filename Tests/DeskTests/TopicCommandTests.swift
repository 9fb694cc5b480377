import Testing

@testable import Desk

@Suite struct TopicCommandTests {
    @Test(
        arguments: [
            ("/close", .close), ("/CLOSE", .close), ("/close@desk_bot", .close), ("/close@Desk_Bot now", .close),
            ("/reopen", .reopen), ("/info", .info), ("/ban", .ban), ("/unban", .unban), ("/take", .take),
            ("/help", .help), ("/delete", .delete), ("/start", .help),
            ("/note call back\nat 5", .note("call back\nat 5")),
            ("/note   ", .incomplete(usage: "/note and the note's text")),
            ("//", .incomplete(usage: "// and the note's text")),
            ("//rude, but a payer", .note("rude, but a payer")), ("// see #7", .note("see #7")),
            ("/name Anna K.", .name("Anna K.")), ("/name", .incomplete(usage: "/name and the visitor's name")),
            ("/clsoe", .unknown("/clsoe")), ("/закрыть", .unknown("/закрыть")),
            ("/close@other_bot", nil), ("/", nil), ("/ close", nil), ("/etc/hosts", nil), ("/50%", nil),
            ("close", nil), (" /close", nil), ("", nil), ("https://x.example", nil),
        ] as [(String, TopicCommand?)])
    func text_isACommand_orNone(text: String, command: TopicCommand?) {
        #expect(TopicCommand(text, bot: "desk_bot") == command)
    }

    @Test func whileTheBotsNameIsUnknown_everyNameIsItsOwn() {
        #expect(TopicCommand("/close@some_bot", bot: nil) == .close)
    }

    @Test func menu_isWhatTelegramAllows() {
        for (name, description) in TopicCommand.menu {
            #expect(name.utf8.count <= 32 && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
            #expect(1...256 ~= description.count)
            #expect(TopicCommand("/" + name, bot: nil).map { if case .unknown = $0 { false } else { true } } == true)
        }
    }
}
