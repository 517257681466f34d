/**
 * A function's process: takes events from its parent and runs the bundled handler, anew for each run, as Lambda does after a cold start. Time
 * passes a hundred times faster: what a handler waits for is not what is looked at here.
 */
const HURRY = 100;
const begun = Date.now();
const now = Date.now;
const later = globalThis.setTimeout;
Date.now = () => begun + (now() - begun) * HURRY;
globalThis.setTimeout = (work, milliseconds, ...rest) => later(work, (milliseconds ?? 0) / HURRY, ...rest);
console.log = console.error = () => undefined;

process.on('message', async ({ bundle, environment, event }) => {
  Object.assign(process.env, environment);
  delete require.cache[bundle];
  try {
    await require(bundle).handler(event);
    process.send({});
  } catch (error) {
    process.send({ error: String(error.stack ?? error) });
  }
});
process.send({});
