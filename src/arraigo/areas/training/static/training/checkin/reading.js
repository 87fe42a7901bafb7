// Reads codes with the camera, or from a photograph: with the browser's own reader where there is one, else with jsQR.

const WIDEST = 800;
const EVERY = 160;
let native;
let borrowed;

async function nativeReader() {
  if (native !== undefined) return native;
  native = null;
  if ("BarcodeDetector" in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) native = new window.BarcodeDetector({ formats: ["qr_code"] });
  }
  return native;
}

function borrowedReader(address) {
  borrowed ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.jsQR);
    script.onerror = () => reject(new Error("jsQR"));
    document.head.append(script);
  });
  return borrowed;
}

const canvas = document.createElement("canvas");

export async function decode(source, width, height, address) {
  const own = await nativeReader();
  if (own) {
    const found = await own.detect(source).catch(() => []);
    return found[0]?.rawValue ?? "";
  }
  const read = await borrowedReader(address);
  const scale = Math.min(1, WIDEST / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const ground = canvas.getContext("2d", { willReadFrequently: true });
  ground.drawImage(source, 0, 0, canvas.width, canvas.height);
  const pixels = ground.getImageData(0, 0, canvas.width, canvas.height);
  return read(pixels.data, pixels.width, pixels.height)?.data ?? "";
}

export async function decodeFile(file, address) {
  const picture = await createImageBitmap(file);
  return decode(picture, picture.width, picture.height, address);
}

export class Camera {
  constructor(video, address, found) {
    Object.assign(this, { video, address, found, stream: null });
  }

  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  async look() {
    if (!this.stream) return;
    if (this.video.videoWidth && !document.hidden) {
      const text = await decode(this.video, this.video.videoWidth, this.video.videoHeight, this.address).catch(() => "");
      if (text) await this.found(text);
    }
    setTimeout(() => this.look(), EVERY);
  }
}
