// All that differs between the dialects, in one place.

/** What a call that goes well ends with: a value for the case to look at, undefined, or a refusal with `unsupported`. */
const ANSWERS = {
  toast: { channel: "undefined", classic: "undefined" },
  loading: { channel: "undefined", classic: "undefined" },
  dialog: { channel: "value", classic: "value" },
  getWorkspaceInfo: { channel: "value", classic: "value" },
  sendForm: { channel: "value", classic: "value" },
  getConversation: { channel: "value", classic: "value" },
  // The classic dialect has no answer to these.
  addTag: { channel: "value", classic: "undefined" },
  removeTag: { channel: "value", classic: "undefined" },
  assignTo: { channel: "value", classic: "undefined" },
  moveToGroup: { channel: "value", classic: "undefined" },
  setProperty: { channel: "value", classic: "undefined" },
  // It does not know these.
  listMessages: { channel: "value", classic: "unsupported" },
  addNote: { channel: "value", classic: "unsupported" },
  sendNote: { channel: "value", classic: "unsupported" },
  insertText: { channel: "undefined", classic: "unsupported" },
  openConversation: { channel: "undefined", classic: "unsupported" },
  copy: { channel: "undefined", classic: "unsupported" },
  getToken: { channel: "value", classic: "unsupported" },
  setBadge: { channel: "undefined", classic: "unsupported" },
  setHeight: { channel: "value", classic: "unsupported" },
  "storage.get": { channel: "value", classic: "unsupported" },
  "storage.set": { channel: "undefined", classic: "unsupported" },
  "storage.keys": { channel: "value", classic: "unsupported" },
  "storage.remove": { channel: "undefined", classic: "unsupported" },
};

const DIFFERENCES = {
  // What the host tells of itself.
  context: { channel: "object", classic: null },
  // A name that is none of ours, given to `dispatchEvent`.
  unknownDispatch: { channel: "unsupported", classic: undefined },
  // A command for a tag that does not exist.
  unknownTag: { channel: "not_found", classic: undefined },
  // A call of an app that the workspace does not have.
  unknownApp: { channel: "not_found", classic: "unsupported" },
  // Whether an open question goes when its call is given up.
  abortCloses: { channel: true, classic: false },
  // Whether the host says that a form was cancelled.
  cancelIsTold: { channel: true, classic: false },
  // Fields of the host's own that the data object is known to have.
  unknownFields: { channel: false, classic: true },
};

/** What holds in this dialect. */
const here = (name) => DIFFERENCES[name][dialect];
