// Kinbox as hooks. They greet the inbox when a component first runs them, and need no provider.

import { Kinbox } from "@encaixe/kinbox";
import type { BoundCommands, ConversationData, KinboxError, WorkspaceInfo } from "@encaixe/kinbox";
import { useCallback, useEffect, useState } from "react";

/** The open conversation, and the commands that are bound to it: they never land on another one. */
export interface Open {
  state: "open";
  data: ConversationData;
  kinbox: BoundCommands;
}

/** The open conversation, or why there is none: `alone` is a page that no inbox embeds. */
export type Conversation = Open | { state: "waiting" | "none" | "alone" };

/** The conversation that the agent has open, always as it is now. */
export function useConversation(): Conversation {
  const [conversation, setConversation] = useState<Conversation>({ state: Kinbox.embedded ? "waiting" : "alone" });
  useEffect(() => {
    // A listener that comes late is told how things are, so a component may begin at any time.
    const stops = [
      Kinbox.on("conversation", (data, kinbox) => setConversation({ state: "open", data, kinbox })),
      Kinbox.on("no_conversation", () => setConversation({ state: "none" })),
      Kinbox.on("conversation_updated", ({ conversation, contact, session }) =>
        setConversation((now) => (now.state === "open" ? { ...now, data: { ...now.data, conversation, contact, session } } : now)),
      ),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return conversation;
}

/** The workspace's tags, members, groups and custom fields; null until they are there. */
export function useWorkspace(): { workspace: WorkspaceInfo | null; error: KinboxError | null } {
  const [workspace, setWorkspace] = useState<WorkspaceInfo | null>(null);
  const { error, run } = useCall();
  useEffect(() => {
    run(async () => setWorkspace(await Kinbox.getWorkspaceInfo()));
  }, [run]);
  return { workspace, error };
}

/** The inbox's language and colours, or the browser's until the inbox has answered. */
export function usePage(): { locale: string; theme: string | undefined } {
  const [context, setContext] = useState(Kinbox.context);
  useEffect(() => {
    const take = () => setContext(Kinbox.context);
    const events = ["conversation", "no_conversation", "theme", "locale"] as const;
    const stops = events.map((event) => Kinbox.on(event, take));
    return () => stops.forEach((stop) => stop());
  }, []);
  const dark = new URLSearchParams(location.search).get("dark_mode");
  const asked = dark === null ? undefined : dark === "true" ? "dark" : "light";
  return { locale: context?.locale ?? navigator.language, theme: context?.theme ?? asked };
}

/** Runs what may fail; tells whether it still runs, and why it failed. */
export function useCall() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<KinboxError | null>(null);
  const run = useCallback(async (call: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await call();
    } catch (reason) {
      setError(reason as KinboxError);
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, error, run };
}
