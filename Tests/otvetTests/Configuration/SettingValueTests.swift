import Logging
import TestSupport
import Testing

@testable import otvet

/// What single settings take, and what they say of what they don't.
@Suite struct SettingValueTests {
    private static let token = "7000000001:AAAAAAAAAAAAAAAAAAAAAAAA"
    private static let other = "7000000002:BBBBBBBBBBBBBBBBBBBBBBBB"

    private func configuration(_ environment: [String: String]) throws -> Configuration {
        try Configuration(SettingSources(flags: [:], environment: environment, file: nil))
    }

    @Test(
        arguments: [
            ("OTVET_ADMIN_TOKEN", "0123456789 abcdef", "white space"),
            ("OTVET_ADMIN_TOKEN", "0123456789\nabcdef", "white space"),
            ("TELEGRAM_BOT_TOKENS", "\(other),\(token)", "7000000001 is named twice"),
            ("TELEGRAM_BOT_TOKENS", "\(other),\(other)", "7000000002 is named twice"),
            ("TELEGRAM_BOT_TOKENS", "\(other),7000000002:CCCCCCCCCCCCCCCCCCCCCCCC", "7000000002 is named twice"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/bot", "the address alone"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/bot/", "the address alone"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/bot\(token)/", "the address alone"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/bot\(other)/getMe", "the address alone"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/\(token)", "the address alone"),
            ("TELEGRAM_API_URL", "api.telegram.org/bot\(token)", "the address alone"),
            ("TELEGRAM_API_URL", "https://api telegram.org", "without spaces"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/a b", "without spaces"),
            ("TELEGRAM_API_URL", "https://", "a host"), ("TELEGRAM_API_URL", "https:///telegram", "a host"),
            ("TELEGRAM_API_URL", "http://:8081", "a host"), ("TELEGRAM_API_URL", "http://name@:8081", "a host"),
            ("TELEGRAM_API_URL", "http://api.example:port", "a host"),
            ("TELEGRAM_API_URL", "http://api.example:99999", "a host"),
            ("TELEGRAM_API_URL", "https://api.telegram.org?x=1", "without a query"),
            ("TELEGRAM_API_URL", "https://api.telegram.org/#x", "without a query"),
            ("OTVET_LOG_LEVEL", "loud", "trace, debug, info"), ("OTVET_LOG_FORMAT", "xml", "text or json"),
            ("OTVET_METRICS_LISTEN", "9464", "HOST:PORT"), ("OTVET_METRICS_LISTEN", "127.0.0.1:", "HOST:PORT"),
            ("OTVET_KEEP_AUDIT_DAYS", "0", "1 to 36500"), ("OTVET_KEEP_AUDIT_DAYS", "ever", "1 to 36500"),
            ("OTVET_ALLOWED_ORIGINS", "https://магазин.рф", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://\"shop.example\"", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example;https://b.example", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example:port", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example:0", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example:+443", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop..example", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example/a", "xn--"),
            ("OTVET_ALLOWED_ORIGINS", "https://shop.example,null", "xn--"),
            ("OTVET_DATA", "\"data", "plain path"), ("OTVET_DATA", "data\"", "plain path"),
            ("OTVET_DATA", "'data", "plain path"), ("OTVET_DATA", "data ; x", "plain path"),
            ("OTVET_DATA", "data #", "a comment"), ("OTVET_DATA", "~/otvet", "plain path"),
            ("OTVET_DATA", "$HOME/otvet", "plain path"), ("TELEGRAM_FILES_DIR", "/files ; x", "plain path"),
        ])
    func value_isRefused_andWhyIsSaid_withoutATokensSecret(name: String, value: String, words: String) throws {
        let environment = ["TELEGRAM_BOT_TOKEN": Self.token, "TELEGRAM_SUPPORT_CHAT_ID": "-1001"]
        let error = #expect(throws: ConfigurationError.self) {
            try configuration(environment.merging([name: value]) { $1 })
        }
        let line = try #require(error).description
        #expect(line.hasPrefix(name + " (from the environment): ") && line.contains(words), "\(line)")
        #expect(!line.contains("\n") && !line.contains("AAAA") && !line.contains("BBBB"))
    }

    @Test(
        arguments: [
            ([:], .warning), (["ENABLE_LOGGING": "true"], .info), (["OTVET_LOG_LEVEL": "debug"], .debug),
            (["ENABLE_LOGGING": "true", "OTVET_LOG_LEVEL": "error"], .error),
        ] as [([String: String], Logger.Level)])
    func level_isTheOneThatIsNamed_orComesFromTheOlderSetting(environment: [String: String], level: Logger.Level)
        throws
    {
        #expect(try configuration(environment).logLevel == level)
    }

    @Test func metrics_haveNoListener_unlessOneIsNamed() throws {
        #expect(try configuration([:]).metrics == nil)
        let place = try configuration(["OTVET_METRICS_LISTEN": "[::1]:9464"]).metrics
        #expect(place == Configuration.Place(host: "::1", port: 9464))
    }

    @Test(arguments: [
        "https://api.telegram.org", "http://127.0.0.1:8081", "https://bot.example/telegram",
        "https://desk.example/bot7",
        "https://desk.example/bots", "http://name:word@[2001:db8::1]:8081/telegram", "http://бот.example",
    ])
    func addressOfAnAPI_isTaken(url: String) throws {
        #expect(try configuration(["TELEGRAM_API_URL": url]).botAPI.url == url)
    }

    @Test(
        arguments: [
            ("https://shop.example:443", ["https://shop.example"]),
            ("http://shop.example:80/", ["http://shop.example"]),
            ("https://Shop.Example:0443", ["https://shop.example"]),
            ("https://a.example:8443, http://localhost:3000", ["https://a.example:8443", "http://localhost:3000"]),
            ("https://xn--80aaxitdbjk.xn--p1ai,", ["https://xn--80aaxitdbjk.xn--p1ai"]),
            ("http://[::1]:80", ["http://[::1]"]),
        ] as [(String, Set<String>)])
    func origins_areTaken_asBrowsersSayThem(text: String, origins: Set<String>) throws {
        #expect(try configuration(["OTVET_ALLOWED_ORIGINS": text]).allowedOrigins == origins)
    }

    @Test(arguments: ["/srv/Müller's data", "/srv/a;b", "/srv/a#b", "/srv/~otvet", "C++ //", "a$b"])
    func folder_mayHaveAnyOtherName(path: String) throws {
        #expect(try configuration(["OTVET_DATA": path]).dataFolder == path)
    }

    @Test(arguments: [" 0123456789abcdef", "0123456789abcdef\n", "\t0123456789abcdef \r\n"])
    func whiteSpaceAtTheEnds_isNoPartOfAValue(text: String) throws {
        #expect(try configuration(["OTVET_ADMIN_TOKEN": text]).adminToken == "0123456789abcdef")
        let flags = try SettingSources(flags: [.adminToken: text], environment: [:], file: nil)
        #expect(flags[.adminToken]?.text == "0123456789abcdef")
    }

    @Test func nothingButWhiteSpace_isNoValue() throws {
        #expect(try configuration(["OTVET_ADMIN_TOKEN": " \n", "TELEGRAM_BOT_TOKEN": "\n"]).adminToken == nil)
    }

    @Test func folderOfTheBotAPIsFiles_thatIsNotThere_isOdd() throws {
        let folder = TemporaryFolder()
        #expect(try configuration(["TELEGRAM_FILES_DIR": folder.path]).warnings == [])
        for path in [folder.path + "/missing", "/dev/null"] {
            let warnings = try configuration(["TELEGRAM_FILES_DIR": path]).warnings
            #expect(warnings.count == 1 && "\(warnings)".contains(path) && "\(warnings)".contains("TELEGRAM_FILES_DIR"))
        }
    }
}
