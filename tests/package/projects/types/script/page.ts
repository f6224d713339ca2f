// A page with the classic script: the global is there, typed, once one file names its types.

/// <reference types="@encaixe/kinbox/global" />

Kinbox.on("conversation", (data) => {
  const name: string = data.contact.name;
  document.title = name;
});
void window.Kinbox.addTag("5");
// @ts-expect-error the global has the same members
void Kinbox.addTags(["5"]);
