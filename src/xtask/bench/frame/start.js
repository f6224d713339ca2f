/*
 * The shortest script that a plugin's start can be compared with: a hello with a port, and a listener.
 */
const { port1: port, port2: theirs } = new MessageChannel();
port.onmessage = () => parent.postMessage({ bench: "first" }, "*");
parent.postMessage({ hello: "limit" }, "*", [theirs]);
