/** How many instruction screens there are; each is `?screen=<n>`, so Back and refresh work. */
export const instructionScreens = 3;
