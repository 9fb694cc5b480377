import CCurl
import Testing

@testable import Mail

@Suite struct SMTPServerTests {
    @Test(
        arguments: [
            ("smtp://mail.example", SMTPServer(host: "mail.example", port: 587, security: .startTLS)),
            ("smtps://mail.example/", SMTPServer(host: "mail.example", port: 465, security: .tls)),
            ("smtp://localhost:25", SMTPServer(host: "localhost", port: 25, security: .none)),
            ("SMTP://127.0.0.1:1025", SMTPServer(host: "127.0.0.1", port: 1025, security: .none)),
            ("smtp://[::1]:25", SMTPServer(host: "[::1]", port: 25, security: .none)),
            (
                "smtp://desk%40shop.example:p%3Aw%2F@mail.example:2525",
                SMTPServer(
                    host: "mail.example", port: 2525, user: "desk@shop.example", password: "p:w/", security: .startTLS)
            ),
        ])
    func address_saysWhereAndHow(text: String, server: SMTPServer) { #expect(SMTPServer(text) == server) }

    @Test(
        arguments: [
            "", "mail.example", "http://mail.example", "smtp://", "smtp://a b", "smtp://mail.example:0",
            "smtp://x:99999",
            "smtp://user@mail.example", "smtp://u:p%0D%0Ax@mail.example", "smtp://u:%zz@mail.example", "smtp://h/path",
            "smtp://::1",
        ])
    func otherAddress_isNone(text: String) { #expect(SMTPServer(text) == nil) }

    struct Case: Sendable {
        let result: CURLcode
        let step: SMTPStep
        let reply: String?
        let failure: SMTPFailure?
    }

    @Test(
        arguments: [
            Case(result: CURLE_OK, step: .content, reply: "250 2.0.0 ok", failure: nil),
            Case(
                result: CURLE_SEND_ERROR, step: .recipient, reply: "450 4.7.1 greylisted", failure: .deferred(code: 450)
            ),
            Case(
                result: CURLE_SEND_ERROR, step: .recipient, reply: "550 5.1.1 nobody",
                failure: .noSuchMailbox(code: 550)),
            Case(result: CURLE_SEND_ERROR, step: .recipient, reply: "550 nobody", failure: .noSuchMailbox(code: 550)),
            Case(
                result: CURLE_SEND_ERROR, step: .recipient, reply: "554 5.7.1 relay denied",
                failure: .rejected(code: 554)),
            Case(result: CURLE_SEND_ERROR, step: .recipient, reply: "550 5.7.1 policy", failure: .rejected(code: 550)),
            Case(
                result: CURLE_WEIRD_SERVER_REPLY, step: .content, reply: "552 5.3.4 big", failure: .rejected(code: 552)),
            Case(result: CURLE_WEIRD_SERVER_REPLY, step: .content, reply: "451 later", failure: .deferred(code: 451)),
            Case(
                result: CURLE_SEND_ERROR, step: .recipient, reply: "421 4.3.2 bye",
                failure: .unreachable("the server said 421")
            ),
            Case(
                result: CURLE_SEND_ERROR, step: .sender, reply: "530 5.7.0 sign in",
                failure: .misconfigured("the server said 530 to the sender")),
            Case(
                result: CURLE_LOGIN_DENIED, step: .signIn, reply: "535 5.7.8 no",
                failure: .misconfigured("the server said 535 to the sign-in")),
            Case(
                result: CURLE_LOGIN_DENIED, step: .signIn, reply: "454 4.7.0 later",
                failure: .unreachable("the server said 454 to the sign-in")),
            Case(result: CURLE_USE_SSL_FAILED, step: .greeting, reply: "250 ok", failure: .misconfigured("x")),
            Case(result: CURLE_PEER_FAILED_VERIFICATION, step: .greeting, reply: nil, failure: .misconfigured("x")),
            Case(result: CURLE_COULDNT_CONNECT, step: .greeting, reply: nil, failure: .unreachable("x")),
            Case(result: CURLE_OPERATION_TIMEDOUT, step: .content, reply: "354 go on", failure: .unreachable("x")),
            Case(result: CURLE_SEND_ERROR, step: .content, reply: "354 go on", failure: .unreachable("x")),
            Case(result: CURLE_ABORTED_BY_CALLBACK, step: .content, reply: nil, failure: .cancelled),
        ])
    func failure_isWhatItConcerns(each: Case) {
        #expect(
            SMTPFailure.of(each.result, "x", at: each.step, each.reply.flatMap { SMTPReply(line: $0) }) == each.failure)
    }
}
