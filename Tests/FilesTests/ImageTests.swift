import Files
import TestSupport
import Testing

/// What a picture keeps when its metadata are taken away, in each format.
@Suite struct ImageTests {
    @Test func image_thatIsClean_staysByteForByte() {
        for sample in Sample.clean {
            #expect(withoutMetadata(sample.bytes, sample.type) == sample.bytes)
            #expect(imageSize(sample.bytes, sample.type) == ImageSize(width: 80, height: 60))
        }
    }

    @Test func image_losesWhatTellsMoreThanThePicture() throws {
        let expected = [
            Sample.jpeg(Sample.jfif + ownExif(orientation: 6)), Sample.jpeg(frame: 0xC2, scans: 3), Sample.png(),
            Sample.gif(), Sample.webP(Sample.extended(flags: 0x20) + Sample.riff("ICCP", [7]) + Sample.lossy),
        ]
        for (sample, expected) in zip(Sample.dirty, expected) {
            let clean = try #require(withoutMetadata(sample.bytes, sample.type))
            #expect(sample.bytes.firstRange(of: Array("GPS-PLACE".utf8)) != nil)
            #expect(clean.firstRange(of: Array("GPS-PLACE".utf8)) == nil)
            #expect(clean == expected)
            #expect(withoutMetadata(clean, sample.type) == clean)
            #expect(imageSize(clean, sample.type) == imageSize(sample.bytes, sample.type))
        }
    }

    @Test(arguments: 1...8) func jpeg_keepsItsOrientation(orientation: Int) throws {
        let photo = Sample.jpeg(Sample.exif(orientation: orientation))
        let clean = try #require(withoutMetadata(photo, .jpeg))
        let size = orientation < 5 ? ImageSize(width: 80, height: 60) : ImageSize(width: 60, height: 80)
        #expect(imageSize(photo, .jpeg) == size)
        #expect(imageSize(clean, .jpeg) == size)
        #expect(clean.firstRange(of: Array("MakerCo".utf8)) == nil)
    }

    @Test func polyglot_losesItsOtherHalf() {
        let archive: [UInt8] = [0x50, 0x4B, 3, 4] + Array("archive".utf8)
        for sample in Sample.clean {
            #expect(withoutMetadata(sample.bytes + archive, sample.type) == sample.bytes)
        }
        let script = Array("GIF89a=1;/*".utf8) + Array("*/alert(1)//".utf8)
        #expect(withoutMetadata(script, .gif) == nil)
    }

    @Test func image_thatIsCutOff_isRefused() {
        for sample in Sample.clean {
            for length in sample.bytes.indices {
                #expect(withoutMetadata(Array(sample.bytes.prefix(length)), sample.type) == nil)
                _ = imageSize(Array(sample.bytes.prefix(length)), sample.type)
            }
        }
    }

    @Test func image_thatIsDamaged_neverStopsTheProcess() {
        var random = SplitMix(seed: 7)
        for sample in Sample.clean + Sample.dirty {
            for index in sample.bytes.indices {
                for value in [sample.bytes[index] ^ 0xFF, 0, 0xFF, UInt8.random(in: 0...255, using: &random)] {
                    var bytes = sample.bytes
                    bytes[index] = value
                    for type in FileType.allCases where type.isImage {
                        _ = imageSize(bytes, type)
                        if let clean = withoutMetadata(bytes, type) { #expect(clean.count <= bytes.count) }
                    }
                    _ = FileType(head: bytes, isWhole: false)
                }
            }
        }
    }

    @Test func size_ofNothingOrTooMuch_isNil() {
        #expect(imageSize(Sample.png(width: 0), .png) == nil)
        #expect(imageSize(Sample.png(width: 65_536), .png) == nil)
        #expect(imageSize(Sample.png(width: 65_535), .png) == ImageSize(width: 65_535, height: 60))
        #expect(imageSize(Sample.png(), .pdf) == nil)
    }

    private func ownExif(orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation]
        return Sample.segment(0xE1, Array("Exif\0\0".utf8) + tiff + [0, 0, 0, 0, 0, 0])
    }

    /// As large as what browsers draw, and not as what the file announces.
    @Test func gif_isAsLargeAsItsFrames() {
        var gif = Sample.gif()
        gif.replaceSubrange(6..<10, with: [1, 0, 1, 0])
        #expect(imageSize(gif, .gif) == ImageSize(width: 80, height: 60))
        // The first frame stands so far to the right that the picture ends where no picture may.
        let frame = gif.lastIndex(of: 0x2C)!
        gif.replaceSubrange(frame + 1..<frame + 3, with: [0xFF, 0xFF])
        #expect(imageSize(gif, .gif) == nil)
    }
}
