// A module that names no types of the global: importing the package brings none.

import { Kinbox as imported } from "@encaixe/kinbox";

export const own = imported;
// @ts-expect-error there is no global
export const other = window.Kinbox;
