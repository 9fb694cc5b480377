// swift-tools-version: 6.3;(experimentalCGen)

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: strict)
}

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "otvet",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "otvet", targets: ["otvet"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C: headers, fixed-arity shims and embedded files. No logic lives here.
        .target(name: "CLinux", cSettings: [.define("_GNU_SOURCE")]),
        .target(name: "CAssets", plugins: ["EmbedAssets"]),
        .target(name: "CRevision", exclude: ["archive.txt"], plugins: ["EmbedAssets"]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

        // The build runs it to write what CAssets and CRevision embed. It writes C, which takes experimentalCGen in the first line.
        .plugin(name: "EmbedAssets", capability: .buildTool, dependencies: ["EmbedTool"]),
        .executableTarget(name: "EmbedTool", dependencies: ["Bundling"], swiftSettings: strict),
        module("Bundling", ["CZlib"]),

        // Arrows only point down; the build refuses an import that is not declared here.
        module("JSON"),
        module("Metrics"),
        module("Domain", ["JSON"]),
        module("Crypto", ["COpenSSL"]),
        module("Files", ["Crypto"]),
        module("Identity", ["Domain", "JSON", "Crypto"]),
        module("HTTPEngine", ["CLinux", "COpenSSL", "Metrics", httpTypes]),
        module("WebSocket", ["HTTPEngine", "Crypto", httpTypes]),
        module("Realtime", ["Domain", "JSON"]),
        module("Store", ["Domain", "Metrics", "CSQLite", "CAssets"]),
        module("Transcript", ["Domain", "Crypto"]),
        module("Backup", ["Domain", "JSON", "Crypto", "Files", "Store", "Transcript"]),
        module("Telegram", ["Metrics", "CCurl"]),
        module("Mail", ["CCurl"]),
        module("Words", ["Domain"]),
        module(
            "Desk", ["Domain", "JSON", "Metrics", "Crypto", "Files", "Identity", "Store", "Realtime", "Words", logging]),
        module("Relay", ["Domain", "Crypto", "Files", "Store", "Realtime", "Telegram", "Words", "Desk", logging]),
        module("MailRelay", ["Domain", "Crypto", "Store", "Realtime", "Mail", "Words", "Desk", logging]),
        module("Assets", ["CAssets", "Bundling"], exclude: ["Web"]),
        module(
            "WebAPI",
            [
                "Domain", "JSON", "Metrics", "Crypto", "Files", "Identity", "Desk", "Relay", "MailRelay", "Store",
                "Realtime", "Telegram", "HTTPEngine", "WebSocket", "Transcript", "Assets", "Bundling", httpTypes,
                logging,
            ]),
        module("TelegramSimulator", ["HTTPEngine", "Assets", httpTypes]),
        module(
            "Rehearsal",
            ["Domain", "Store", "Telegram", "Words", "Desk", "Relay", "Backup", "HTTPEngine", "TelegramSimulator"]),
        .executableTarget(
            name: "otvet",
            dependencies: [
                "Domain", "Metrics", "Crypto", "Identity", "Store", "Realtime", "Telegram", "Words", "Desk", "Relay",
                "Mail", "MailRelay", "Transcript", "Backup", "HTTPEngine", "WebAPI", "TelegramSimulator", "Rehearsal",
                "Assets", "JSON",
                "CLinux", "CRevision", httpTypes, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Measured against reference.c beside it by scripts/bench/send/run.
        .executableTarget(
            name: "StoreBenchmark", dependencies: ["Desk", "Store", "Domain", logging],
            path: "scripts/bench/send/StoreBenchmark",
            swiftSettings: strict),

        // Tests mirror the sources, a target each. TestSupport is what several of them share.
        .target(
            name: "TestSupport", dependencies: ["Domain", "COpenSSL"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("JSON", ["TestSupport"]),
        tests("Metrics"),
        tests("Domain", ["TestSupport"]),
        tests("Crypto"),
        tests("Bundling", ["TestSupport"]),
        tests("EmbedTool", ["TestSupport"]),
        tests("Assets", ["Bundling", "TestSupport"]),
        tests("Files", ["TestSupport"]),
        tests("Identity", ["Domain", "Crypto", "JSON", "TestSupport"]),
        tests("HTTPEngine", ["Metrics", "TestSupport", httpTypes]),
        tests("WebSocket", ["TestSupport", "HTTPEngine", httpTypes]),
        tests("Realtime", ["Domain", "TestSupport"]),
        tests("Store", ["Domain", "CSQLite", "TestSupport"]),
        tests("Backup", ["Desk", "Domain", "Files", "Store", "CSQLite", "TestSupport"], exclude: ["Folders"]),
        tests("Transcript", ["Domain"]),
        tests("Telegram", ["TelegramSimulator", "HTTPEngine", "TestSupport", httpTypes]),
        tests("TelegramSimulator", ["HTTPEngine", "TestSupport", httpTypes]),
        tests("Rehearsal", ["Backup", "Desk", "Domain", "Store", "TelegramSimulator", "TestSupport"]),
        tests("Mail", ["TestSupport"]),
        tests("MailRelay", ["Desk", "Domain", "Mail", "Store", "TestSupport", "Words"]),
        tests("Words", ["Domain"]),
        tests("Desk", ["Domain", "Identity", "Store", "TestSupport"]),
        tests(
            "Relay",
            [
                "Domain", "Store", "Realtime", "Telegram", "Words", "Desk", "TelegramSimulator", "HTTPEngine",
                "TestSupport",
            ]),
        tests(
            "WebAPI",
            [
                "Domain", "Crypto", "Identity", "Desk", "Relay", "Store", "Realtime", "Telegram", "HTTPEngine",
                "Assets",
                "TestSupport",
                httpTypes,
            ]),
        tests(
            "otvet",
            [
                "Telegram", "TestSupport", "Desk", "Domain", "Store",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "Domain", "Crypto", "HTTPEngine", "Store", "TelegramSimulator", "otvet", httpTypes,
            ],
            swiftSettings: strict),
    ],
    cLanguageStandard: .c2x
)
