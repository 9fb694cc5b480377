import Crypto
import Domain
import Testing

@testable import Identity

@Suite struct TokenRulesTests {
    static let claims = #"{"sub":"42","exp":1900000600}"#

    @Test func signedToken_tellsWhoTheVisitorIs() throws {
        let token = Site.token(
            #"{"sub":"42","exp":1900000600,"name":" Anna\nPetrova ","email":"anna@shop.example","#
                + #""avatar":"https://shop.example/a.png","member_id":7}"#)
        let identity = try judge(token).get()
        #expect(
            identity
                == VisitorIdentity(
                    externalID: "42", isVerified: true, name: "Anna Petrova", email: "anna@shop.example",
                    avatarURL: "https://shop.example/a.png", memberID: "7"))
    }

    @Test func supabasesOwnToken_worksAsItIs() throws {
        let token = Site.token(
            #"{"aal":"aal1","amr":[{"method":"password","timestamp":1}],"app_metadata":{"provider":"email"},"#
                + #""aud":"authenticated","email":"anna@shop.example","exp":1900003600,"iat":1900000000,"#
                + #""iss":"https://x.supabase.co/auth/v1","phone":"","role":"authenticated","session_id":"5","#
                + #""sub":"8a1f6cb2-0f5f-4b0e-9f57-0d5a5c2f6d9a","user_metadata":{"avatar_url":"https://cdn.example/a","#
                + #""full_name":"Anna P","name":"Anna","email_verified":true},"is_anonymous":false}"#)
        var rules = Site.rules
        rules.audience = "authenticated"
        rules.issuer = "https://x.supabase.co/auth/v1"
        let identity = try judge(token, rules).get()
        #expect(identity.externalID == "8a1f6cb2-0f5f-4b0e-9f57-0d5a5c2f6d9a")
        #expect(identity.name == "Anna P" && identity.avatarURL == "https://cdn.example/a")
        // Its public keys are tokens too, of nobody.
        #expect(judge(Site.token(#"{"iss":"supabase","role":"anon","exp":1983812996}"#)).fault == .noSubject)
    }

    @Test(arguments: [
        (#"{"sub":"42","exp":1900000600,"avatar":"http://shop.example/a.png","email":"no address","name":"\n"}"#),
        (#"{"sub":"42","exp":1900000600,"avatar":"https://a b","email":"a@\u0007b","name":{"a":1},"member_id":""}"#),
        (#"{"sub":"42","exp":1900000600,"avatar":null,"email":null,"name":null,"user_metadata":7}"#),
    ])
    func unusableParts_areLeftOut_andTheVisitorIsKnownStill(claims: String) throws {
        #expect(try judge(Site.token(claims)).get() == VisitorIdentity(externalID: "42", isVerified: true))
    }

    @Test(
        arguments: [
            (#"{"sub":"42"}"#, TokenFault.noExpiry),
            (#"{"sub":"42","exp":1899999941}"#, nil),
            (#"{"sub":"42","exp":1899999940.5}"#, nil),
            (#"{"sub":"42","exp":1899999940}"#, .expired),
            (#"{"sub":"42","exp":-1}"#, .expired),
            (#"{"sub":"42","exp":1e999}"#, .expiryNotNumber),
            (#"{"sub":"42","exp":"1900000600"}"#, .expiryNotNumber),
            (#"{"sub":"42","exp":null}"#, .expiryNotNumber),
            (#"{"sub":"42","exp":9999999999}"#, nil),
            (#"{"sub":"42","exp":253402300799}"#, nil),
            (#"{"sub":"42","exp":253402300800}"#, .expiryTooFar),
            (#"{"sub":"42","exp":1900000600000}"#, .expiryTooFar),
            (#"{"sub":"42","exp":1900000600,"nbf":"now"}"#, .startNotNumber),
            (#"{"sub":"42","exp":1900000600,"iss":7}"#, .issuerNotText),
            (#"{"sub":"42","exp":1900000600,"nbf":1900000060}"#, nil),
            (#"{"sub":"42","exp":1900000600,"nbf":1900000061}"#, .notYetValid),
            (#"{"exp":1900000600}"#, .noSubject),
            (#"{"sub":"","exp":1900000600}"#, .noSubject),
            (#"{"sub":42,"exp":1900000600}"#, .subjectNotText),
            (#"{"sub":null,"exp":1900000600}"#, .subjectNotText),
            (#"{"sub":"a\nb","exp":1900000600}"#, .noSubject),
            (#"{"sub":"\#(String(repeating: "я", count: 256))","exp":1900000600}"#, .noSubject),
            (#"{"sub":"42","exp":1900000600,"sub":"43"}"#, .repeatedName),
            (#"{"sub":"42","exp":1900000600,"other":1,"other":2}"#, .repeatedName),
            (#"["sub"]"#, .claims),
            ("sub=42", .claims),
            (claims + "x", .claims),
            ("", .claims),
        ] as [(String, TokenFault?)])
    func claims_areJudged(claims: String, fault: TokenFault?) {
        #expect(judge(Site.token(claims)).fault == fault)
    }

    @Test(
        arguments: [
            (#"{"alg":"HS256"}"#, nil),
            (#"{"alg":"none"}"#, TokenFault.unsigned),
            (#"{"alg":"None"}"#, .algorithm),
            (#"{"alg":"hs256"}"#, .algorithm),
            (#"{"alg":"HS512"}"#, .algorithm),
            (#"{"alg":"RS256"}"#, .algorithm),
            (#"{"alg":"HS256","crit":["exp"],"exp":1}"#, .algorithm),
            (#"{"alg":"HS256","alg":"none"}"#, .repeatedName),
            (#"{"alg":null}"#, .header),
            (#"{"typ":"JWT"}"#, .header),
            ("HS256", .header),
        ] as [(String, TokenFault?)])
    func headers_areJudged(header: String, fault: TokenFault?) {
        #expect(judge(Site.token(Self.claims, header: header)).fault == fault)
    }

    @Test(arguments: [
        ("", TokenFault.malformed), ("a.b", .malformed), ("a.b.c.d", .malformed), ("..", .header),
        ("a=.b.c", .malformed), (String(repeating: "a", count: 16 * 1024 + 1), .tooLong),
        (String(repeating: ".", count: 16 * 1024), .malformed),
    ])
    func texts_thatAreNoTokens_areRefused(text: String, fault: TokenFault) {
        #expect(judge(text).fault == fault)
    }

    @Test func everyFlippedBit_isNoticed() {
        let token = Array(Site.token(Self.claims).utf8)
        for place in token.indices {
            for bit in 0..<8 {
                var changed = token
                changed[place] ^= 1 << bit
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                #expect(judge(text).fault != nil, "\(place), \(bit)")
            }
        }
        for count in 0..<token.count {
            #expect(judge(String(decoding: token.prefix(count), as: UTF8.self)).fault != nil)
        }
    }

    @Test func anothersSecret_isNotEnough() {
        #expect(judge(Site.token(Self.claims, secret: Array("another secret".utf8))).fault == .signature)
        #expect(judge(Site.token(Self.claims, secret: [])).fault == .signature)
        #expect(judge(Site.token(Self.claims), TokenRules()).fault == .algorithm)
    }

    @Test func issuerAndAudience_areChecked_ifTheyAreSet() {
        var rules = Site.rules
        rules.issuer = "shop"
        rules.audience = "desk"
        let rows: [(String, TokenFault?)] = [
            (#""iss":"shop","aud":"desk""#, nil), (#""iss":"shop","aud":["a","desk"]"#, nil),
            (#""aud":"desk""#, .issuer), (#""iss":"shop2","aud":"desk""#, .issuer), (#""iss":"shop""#, .audience),
            (#""iss":"shop","aud":["a"]"#, .audience), (#""iss":"shop","aud":7"#, .audienceNotText),
        ]
        for (members, fault) in rows {
            let token = Site.token(#"{"sub":"42","exp":1900000600,\#(members)}"#)
            #expect(judge(token, rules).fault == fault, "\(members)")
        }
    }

    @Test func unsignedClaims_areTaken_onlyIfThatIsSwitchedOn() throws {
        var rules = TokenRules()
        #expect(judge(Site.unsigned(Self.claims), rules).fault == .unsigned)
        rules.takesUnsigned = true
        let identity = try judge(Site.unsigned(Self.claims), rules).get()
        #expect(identity == VisitorIdentity(externalID: "42", isVerified: false))
        #expect(judge(Site.unsigned(#"{"sub":"42"}"#), rules).fault == .noExpiry)
        #expect(judge(Site.unsigned(Self.claims) + "AA", rules).fault == .signature)
    }
}
