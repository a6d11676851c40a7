// For containers: ends with 0 while the server on this machine responds. Whether its database does is asked at /health/ready.
const { PORT = '3456' } = process.env;
const alive = await fetch(`http://127.0.0.1:${PORT}/health/live`, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(alive ? 0 : 1);
