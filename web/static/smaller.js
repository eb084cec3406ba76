// A photo is made smaller before it is sent, where the browser can: on a slow line the whole one takes minutes.
// Without this it is sent as it is; what the browser cannot read (HEIC, mostly) is as well.
const ENOUGH_BYTES = 600_000, LONGEST = 1600, QUALITY = 0.85;
const input = document.getElementById("photo");

async function smaller(photo) {
  const picture = await createImageBitmap(photo);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height].map((side) => Math.round(side * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

input.addEventListener("change", async () => {
  const [photo] = input.files;
  if (!photo || photo.size <= ENOUGH_BYTES) return;
  const made = await smaller(photo).catch(() => null);
  if (!made || made.size >= photo.size || input.files[0] !== photo) return;
  const files = new DataTransfer();
  files.items.add(new File([made], "photo.jpg", { type: made.type }));
  input.files = files.files;
});
