// Nothing here but what every Node understands: an old one has to get as far as the sentence below.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `需要 Node.js 20.19 或更新版本，当前是 ${process.versions.node}。\n` +
      `Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

const { startProduct } = await import("./launch/start-product.mjs");
process.exit(await startProduct({ dev: process.argv.includes("--dev") }));
