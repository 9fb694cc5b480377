import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct TopicCommandTests {
    @Test(
        arguments: [
            ("/close", .close), ("/CLOSE", .close), ("/close@desk_bot", .close), ("/close@Desk_Bot now", .close),
            ("/reopen", .reopen), ("/info", .info), ("/ban", .ban), ("/unban", .unban), ("/take", .take),
            ("/help", .help), ("/delete", .delete), ("/start", .help),
            ("/note call back\nat 5", .note("call back\nat 5")),
            ("/note   ", .incomplete("/note")),
            ("//", .incomplete("//")),
            ("//rude, but a payer", .note("rude, but a payer")), ("// see #7", .note("see #7")),
            ("/name Anna K.", .name("Anna K.")), ("/name", .incomplete("/name")),
            ("/clsoe", .unknown("/clsoe")), ("/закрыть", .unknown("/закрыть")),
            ("/close@other_bot", .foreign(bot: "other_bot")), ("/help@other_bot, please", .unclear("/help")),
            ("/start, then choose", .unclear("/start")), ("/close.", .unclear("/close")),
            ("/start@", .unclear("/start")),
            ("/", nil), ("/ close", nil), ("/etc/hosts", nil), ("/50%", nil),
            ("close", nil), (" /close", .close),
            ("\u{200B}//secret", .note("secret")), ("\u{FEFF}/note secret", .note("secret")),
            ("\u{2800}\u{AD}/close", .close), ("/\u{200D}/secret", .note("secret")),
            ("//\u{301}secret", .note("\u{301}secret")), ("/\u{301}note x", .note("x")),
            ("/no\u{200B}te secret", .note("secret")), ("/note\u{2060} secret", .note("secret")),
            ("//\u{200B}", .incomplete("//")), ("／／ secret", .note("secret")), ("／note secret", .note("secret")),
            ("/note \u{2060}", .incomplete("/note")),
            ("//👩‍👩‍👧 their", .note("👩‍👩‍👧 their")), ("/\u{200B} close", nil),
            ("", nil), ("https://x.example", nil),
        ] as [(String, TopicCommand?)])
    func text_isACommand_orNone(text: String, command: TopicCommand?) {
        #expect(TopicCommand(text, bot: "desk_bot") == command)
    }

    @Test func whileTheBotsNameIsUnknown_everyNameIsItsOwn() {
        #expect(TopicCommand("/close@some_bot", bot: nil) == .close)
    }

    @Test(arguments: TeamLanguage.allCases) func menu_isWhatTelegramAllows(language: TeamLanguage) {
        for (name, description) in language.words.menu {
            #expect(name.utf8.count <= 32 && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
            #expect(1...256 ~= description.count)
            #expect(TopicCommand("/" + name, bot: nil).map { if case .unknown = $0 { false } else { true } } == true)
        }
    }
}
