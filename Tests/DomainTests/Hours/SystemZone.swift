import Domain
import FoundationEssentials

/// A zone of this machine.
func zone(_ name: String) throws -> ZoneRules? {
    ZoneRules(name: name, tzif: [UInt8](try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/" + name))))
}
