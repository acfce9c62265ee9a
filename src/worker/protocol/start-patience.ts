/** Milliseconds that an engine may be silent while it starts: slow machines fetch code and compile shaders for minutes. */
export const START_PATIENCE = 180_000
