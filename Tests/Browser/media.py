"""Real files of every kind, made by the browser itself."""

import base64

from playwright.sync_api import Browser

DRAW = """async () => {
  const bytes = async (blob) => {
    const read = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(read, (byte) => String.fromCharCode(byte)).join(""));
  };
  const canvas = (width, height, hue) => {
    const made = Object.assign(document.createElement("canvas"), { width, height });
    const context = made.getContext("2d");
    const sky = context.createLinearGradient(0, 0, 0, height);
    sky.addColorStop(0, `hsl(${hue} 70% 75%)`);
    sky.addColorStop(1, `hsl(${hue + 50} 80% 90%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${hue + 150} 35% 35%)`;
    context.beginPath();
    context.moveTo(0, height);
    context.lineTo(width * .4, height * .35);
    context.lineTo(width * .65, height * .75);
    context.lineTo(width * .8, height * .55);
    context.lineTo(width, height);
    context.fill();
    return made;
  };
  const image = (type, width, height, hue) =>
    new Promise((done) => canvas(width, height, hue).toBlob((blob) => done(bytes(blob)), type));
  const record = async (stream, mimeType) => {
    const recorder = new MediaRecorder(stream, { mimeType });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    await new Promise((done) => setTimeout(done, 1200));
    recorder.stop();
    await new Promise((done) => (recorder.onstop = done));
    return bytes(new Blob(parts));
  };
  const film = (width, height, hue) => {
    const shown = canvas(width, height, hue);
    const context = shown.getContext("2d");
    let x = 0;
    setInterval(() => context.fillRect(x++ * 4, 10, 3, 20), 40);
    return record(shown.captureStream(25), "video/mp4");
  };
  const tone = () => {
    const audio = new AudioContext();
    const [source, end] = [audio.createOscillator(), audio.createMediaStreamDestination()];
    source.connect(end);
    source.start();
    return record(end.stream, "audio/mp4");
  };
  return {
    png: await image("image/png", 640, 480, 200),
    jpeg: await image("image/jpeg", 480, 640, 20),
    wide: await image("image/jpeg", 900, 400, 280),
    webp: await image("image/webp", 512, 512, 90),
    film: await film(320, 240, 240),
    round: await film(240, 240, 330),
    tone: await tone(),
  };
}"""

GIF = bytes.fromhex(
    "47494638396102000200800000ff0000ffffff21ff0b4e45545343415045322e30030100000021f904000a0000002c000000000200"
    "020000020284510021f904000a0000002c00000000020002000002028c53003b")

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def make(browser: Browser) -> dict[str, bytes]:
    page = browser.new_page()
    made = page.evaluate(DRAW)
    page.close()
    return {name: base64.b64decode(text) for name, text in made.items()} | {"gif": GIF, "pdf": PDF}
