export default function P(_: { runtime: string; worker: string }) {
  return null;
}
