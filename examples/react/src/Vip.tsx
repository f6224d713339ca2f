// Puts the tag VIP on the conversation, and takes it off.

import type { KinboxError, WorkspaceInfo } from "@encaixe/kinbox";
import { useCall } from "./kinbox";
import type { Open } from "./kinbox";
import { Problem, useWords } from "./language";

export function Vip({ open, workspace, failed }: { open: Open; workspace: WorkspaceInfo | null; failed: KinboxError | null }) {
  const words = useWords();
  const { busy, error, run } = useCall();
  const tag = workspace?.tags.find((tag) => tag.isActive && tag.name.toUpperCase() === "VIP");
  const isVip = open.data.conversation.tags.some(({ id }) => id === tag?.id);
  const toggle = () =>
    run(async () => {
      if (tag) await (isVip ? open.kinbox.removeTag(tag.id) : open.kinbox.addTag(tag.id));
    });
  return (
    <>
      <button id="vip" type="button" aria-pressed={isVip} disabled={busy || !tag} onClick={toggle}>
        {isVip ? words.isVip : words.makeVip}
      </button>
      {workspace && !tag && <p className="quiet">{words.noVipTag}</p>}
      <Problem error={error ?? failed} />
    </>
  );
}
