import Foundation
import PackagePlugin

/// Has `EmbedTool` write the C files of what the program embeds, again whenever a page or a list of files has changed.
///
/// Pages stand below a target's folder, so that the build comes back here when one is added or removed. `sql/` does not;
/// there the folder itself is an input, and the compiler follows the files.
@main
struct EmbedAssets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let web = root.appending(path: "Sources/Assets/Web")
        let openAPI = root.appending(path: "docs/openapi.json")
        let sql = root.appending(path: "sql")
        let output = context.pluginWorkDirectoryURL
        let pages = try FileManager.default.subpathsOfDirectory(atPath: web.path).map { web.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Embedding pages and migrations",
                executable: try context.tool(named: "EmbedTool").url,
                arguments: [web.path, openAPI.path, sql.path, output.path],
                inputFiles: pages + [web, openAPI, sql],
                // pages.bin is not among them, or it would be copied beside the program as a resource.
                outputFiles: ["pages.c", "migrations.c"].map { output.appending(path: $0) })
        ]
    }
}
