import Crypto
import Domain
import Files
import Glibc
import Store

/// The key for those secrets in the database that must be readable: 32 random bytes in a file of their own. So a copy
/// of the database alone reveals none of them.
struct InstallationKey: Sendable {
    static let fileName = "otvet.key"
    fileprivate static let length = 32

    private let factors: [UInt8]
    private let networks: [UInt8]
    /// The key for challenges, which are handed out and come back.
    let challenges: [UInt8]

    init(folder: String) throws(InstallationKeyError) {
        let path = "\(folder)/\(Self.fileName)"
        let key: [UInt8]
        do throws(SecretFileFault) {
            key = try secretFile(path, fresh: randomBytes(Self.length))
        } catch {
            throw InstallationKeyError(path: path, fault: error)
        }
        factors = hmacSHA256("second factors".utf8, key: key)
        networks = hmacSHA256("networks".utf8, key: key)
        challenges = hmacSHA256("challenges".utf8, key: key)
    }

    /// Encrypts the secret of an agent's authenticator app for the store.
    func sealed(_ secret: [UInt8], of agent: AgentID) -> [UInt8] {
        seal(secret, key: factors, context: Array(agent.description.utf8))
    }

    /// Decrypts it. Nil if it was sealed with another key or for another agent.
    func opened(_ factor: SecondFactor, of agent: AgentID) -> [UInt8]? {
        open(factor.sealed, key: factors, context: Array(agent.description.utf8))
    }

    /// The form in which a network is stored. Without the key nobody can find it by trying all networks.
    func hash(ofNetwork network: String) -> [UInt8] { Array(hmacSHA256(network.utf8, key: networks).prefix(16)) }

    /// Encrypts secrets that were stored before this key existed.
    func sealPlainFactors(_ transaction: Transaction) throws {
        for (agent, secret) in try transaction.read.plainFactors() {
            try transaction.replacePlainFactor(by: sealed(secret, of: agent), of: agent)
        }
    }
}

/// The key can't be read. The description is one line that says what to do.
public struct InstallationKeyError: Error, CustomStringConvertible {
    let path: String
    let fault: SecretFileFault

    private var reason: String {
        switch fault {
        case .wrongLength: "it has not \(InstallationKey.length) bytes"
        case .system(let code): String(cString: strerror(code))
        }
    }

    public var description: String {
        "can't use the key in \(path): \(reason). Give the file to the user that runs otvet, or bring it back from a copy "
            + "of the data folder. Without one move it away: a new one is made, and agents with a second factor need a "
            + "recovery code or `otvet agent reset`"
    }
}
