import Foundation
import PackagePlugin

/// Has `EmbedTool` write the C files of what the program embeds, again whenever that has changed.
@main
struct EmbedAssets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let tool = try context.tool(named: "EmbedTool").url
        let (root, output) = (context.package.directoryURL, context.pluginWorkDirectoryURL)
        return [
            target.name == "CRevision"
                ? revision(of: root, in: target, to: output, by: tool) : try assets(of: root, to: output, by: tool)
        ]
    }

    /// Pages stand below a target's folder, so that the build comes back here when one is added or removed. `sql/` does not;
    /// there the folder itself is an input, and the compiler follows the files.
    private func assets(of root: URL, to output: URL, by tool: URL) throws -> Command {
        let web = root.appending(path: "Sources/Assets/Web")
        let openAPI = root.appending(path: "docs/openapi.json")
        let sql = root.appending(path: "sql")
        let pages = try FileManager.default.subpathsOfDirectory(atPath: web.path).map { web.appending(path: $0) }
        return .buildCommand(
            displayName: "Embedding pages and migrations",
            executable: tool,
            arguments: ["assets", web.path, openAPI.path, sql.path, output.path],
            inputFiles: pages + [web, openAPI, sql],
            // pages.bin is not among them, or it would be copied beside the program as a resource.
            outputFiles: ["pages.c", "migrations.c"].map { output.appending(path: $0) })
    }

    /// Git writes a line to `logs/HEAD` whenever another commit is checked out. The branch's own file is no input: Git may
    /// remove it at any time, for it keeps old ones in a list, and the build would miss it.
    private func revision(of root: URL, in target: any Target, to output: URL, by tool: URL) -> Command {
        let git = gitFolder(of: root)
        let archive = target.directoryURL.appending(path: "archive.txt")
        let inputs = ["HEAD", "logs/HEAD"].map { git.appending(path: $0) } + [archive]
        return .buildCommand(
            displayName: "Noting the commit",
            executable: tool,
            arguments: ["revision", git.path, archive.path, output.path],
            inputFiles: inputs.filter { FileManager.default.fileExists(atPath: $0.path) },
            outputFiles: [output.appending(path: "revision.c")])
    }

    /// In a worktree or a submodule `.git` is a file that says where the folder is.
    private func gitFolder(of root: URL) -> URL {
        let git = root.appending(path: ".git")
        guard let line = try? String(contentsOf: git, encoding: .utf8), line.hasPrefix("gitdir: ") else { return git }
        return URL(filePath: line.dropFirst(8).trimmingCharacters(in: .whitespacesAndNewlines), relativeTo: root)
    }
}
