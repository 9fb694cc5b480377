// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "http-otvet",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "otvet", path: "../../..")],
    targets: [
        .executableTarget(name: "http-otvet", dependencies: [.product(name: "HTTPEngine", package: "otvet")])
    ]
)
