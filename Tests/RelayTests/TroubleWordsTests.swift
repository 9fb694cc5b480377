import Desk
import Domain
import Store
import Telegram
import TelegramSimulator
import TestSupport
import Testing
import Words

@testable import Relay

/// What a group of each language reads.
@Suite(.serialized, .timeLimit(.minutes(1))) struct TroubleWordsTests {
    @Test func trouble_isASentenceInEachLanguage() {
        for error in [TelegramError.notForum("x"), .fileTooBig, .topicClosed] {
            #expect(TeamWords.english.trouble(error) == error.description)
            #expect(TeamWords.russian.trouble(error).contains(/[а-я]/))
            #expect(TeamWords.russian.givenUp("kept", error) == TeamWords.russian.trouble(error))
            #expect(TeamWords.english.givenUp("kept", error) == "kept")
        }
    }

    @Test func trouble_inRussian_saysThatMessagesAreKept_andNotTheRightsThatItNames() {
        let words = TeamWords.russian
        #expect(
            words.notPosted(words.trouble(.missingRights("x"))).hasSuffix("(x). Сообщения сохранены и придут позже."))
        #expect(words.topicNotPosted("X", words.trouble(.topicRefused("x"))).hasSuffix("(x). Сообщения придут позже."))
    }

    @Test func groupOfARussianTeam_readsRussian() async throws {
        try await RelayFixture.run(hasBoard: true, language: .russian) { fixture in
            await fixture.introduce()
            let visitor = try await fixture.visitor()
            try await fixture.say("вопрос", as: visitor)
            try await eventually { fixture.texts() == ["вопрос"] }
            let topic = try fixture.topic
            let olga = Participant.named("Olga")
            for (line, answer) in [
                ("/clsoe", "Команды /clsoe нет"), ("/take", "Диалог теперь ведёт Olga."),
                ("/info", "Последние сообщения:"),
            ] {
                _ = try fixture.telegram.change { try $0.write(line, in: topic, by: olga) }
                try await eventually { fixture.texts().last?.contains(answer) == true }
            }
            let card = fixture.telegram.group.messages(in: topic).first { $0.text?.hasPrefix("👤") == true }?.text
            #expect(card?.hasPrefix("👤 Посетитель (аноним)\nСтраница: «Lamp»") == true)
            try await eventually {
                fixture.general.first?.text?.contains("Ждёт ответа: 1\n• #1 «Lamp» – меньше 5 мин") == true
            }
            fixture.letPass(.seconds(20 * 60))
            try await fixture.remind()
            try await eventually { fixture.texts().last == "⏰ Посетитель ждёт ответа уже 20 мин. Диалог ведёт Olga." }
        }
    }

    @Test func whatCouldNotBeDelivered_isKeptWithItsReasonInTheLanguageOfTheTeam() async throws {
        try await RelayFixture.run(language: .russian) { fixture in
            let visitor = try await fixture.visitor()
            try await fixture.say("вопрос", as: visitor)
            try await eventually { fixture.texts() == ["вопрос"] }
            fixture.telegram.change {
                $0.add(
                    Fault(
                        .error(APIError(400, "Bad Request: something new")), method: "sendMessage", text: "второй",
                        count: 100_000))
            }
            try await fixture.say("второй", as: visitor)
            try await eventually { (try? fixture.desk.undelivered(before: nil, limit: 9).count) == 1 }
            let reason = try #require(try fixture.desk.undelivered(before: nil, limit: 9).first).reason
            #expect(reason == "Telegram отказал (something new).")
        }
    }
}
