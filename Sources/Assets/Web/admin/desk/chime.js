/** Hertz, and when each begins, in seconds. */
const notes = /** @type {const} */ ([[784, 0], [1047, 0.11]]);
const [length, loudness] = [0.32, 0.12];

/** @type {AudioContext | undefined} */
let context;

/** A short sound, made here: two bells. Browsers keep it back until the page has been touched once. */
export function chime() {
  // Before that a browser only complains.
  const { userActivation } = /** @type {Navigator & { userActivation: { hasBeenActive: boolean } }} */ (navigator);
  if (!userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  void context.resume();
  for (const [pitch, begin] of notes) {
    const at = context.currentTime + begin;
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
