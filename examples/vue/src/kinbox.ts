// Kinbox as composables. They greet the inbox when a component first calls them, and need no plugin of Vue's.

import { Kinbox } from "@encaixe/kinbox";
import type { BoundCommands, ConversationData, KinboxError, WorkspaceInfo } from "@encaixe/kinbox";
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import type { ShallowRef } from "vue";

/** The open conversation, and the commands that are bound to it: they never land on another one. */
export interface Open {
  state: "open";
  data: ConversationData;
  kinbox: BoundCommands;
}

/** The open conversation, or why there is none: `alone` is a page that no inbox embeds. */
export type Conversation = Open | { state: "waiting" | "none" | "alone" };

/** The conversation that the agent has open, always as it is now. */
export function useConversation(): Readonly<ShallowRef<Conversation>> {
  // Shallow: what the inbox tells is replaced as a whole, and the commands must not be wrapped.
  const open = shallowRef<Conversation>({ state: Kinbox.embedded ? "waiting" : "alone" });
  // A listener that comes late is told how things are, so a component may begin at any time.
  const stops = [
    Kinbox.on("conversation", (data, kinbox) => (open.value = { state: "open", data, kinbox })),
    Kinbox.on("no_conversation", () => (open.value = { state: "none" })),
    Kinbox.on("conversation_updated", ({ conversation, contact, session }) => {
      const now = open.value;
      if (now.state === "open") open.value = { ...now, data: { ...now.data, conversation, contact, session } };
    }),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  return open;
}

/** The workspace's tags, members, groups and custom fields; null until they are there. */
export function useWorkspace() {
  const workspace = shallowRef<WorkspaceInfo | null>(null);
  const { error, run } = useCall();
  run(async () => (workspace.value = await Kinbox.getWorkspaceInfo()));
  return { workspace, error };
}

/** The inbox's language and colours, or the browser's until the inbox has answered. */
export function usePage() {
  const context = shallowRef(Kinbox.context);
  const take = () => (context.value = Kinbox.context);
  const events = ["conversation", "no_conversation", "theme", "locale"] as const;
  const stops = events.map((event) => Kinbox.on(event, take));
  onScopeDispose(() => stops.forEach((stop) => stop()));
  const dark = new URLSearchParams(location.search).get("dark_mode");
  const asked = dark === null ? undefined : dark === "true" ? "dark" : "light";
  return {
    locale: computed(() => context.value?.locale ?? navigator.language),
    theme: computed(() => context.value?.theme ?? asked),
  };
}

/** Runs what may fail; tells whether it still runs, and why it failed. */
export function useCall() {
  const busy = ref(false);
  const error = shallowRef<KinboxError | null>(null);
  async function run(call: () => Promise<unknown>) {
    busy.value = true;
    error.value = null;
    try {
      await call();
    } catch (reason) {
      error.value = reason as KinboxError;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}
