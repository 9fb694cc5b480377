import Foundation

/// Small images that are whole: 16 by 12 pixels.
public enum SampleImage {
    public static let png = decoded(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAYAAABr5z2BAAAAQklEQVR4AdSPsREAIAgDcwxn7Qi6h6V7uAfLyQKkggK4+yYF+cia"
            + "+iMIgpf/4J0BDyaab8CaWF7QYF+FR6MJTJXlBgAA///Y2k3rAAAABklEQVQDAIrrOKkppKXHAAAAAElFTkSuQmCC")

    public static let jpeg = decoded(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i"
            + "Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
            + "Y2NjY2NjY2P/wAARCAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAfEAABBAICAwAAAAAAAAAAAAABAAIE"
            + "EQMSEzEFQdH/xAAVAQEBAAAAAAAAAAAAAAAAAAACBP/EAB0RAAEEAgMAAAAAAAAAAAAAAAEAAgMREjFRgfD/2gAMAwEAAhEDEQA/"
            + "AHi4OKby8rnjSq1I938U87A2NLfiYSWtqie+gVOivbDIJzIX20jXGvdpEjGqX//Z")

    private static func decoded(_ text: String) -> [UInt8] { Data(base64Encoded: text).map(Array.init) ?? [] }
}
