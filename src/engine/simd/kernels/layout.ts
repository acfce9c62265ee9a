/** Bytes of one vector: a unit of a map, of four images. */
export const VECTOR: usize = 16
/** Side of every kernel. */
export const KERNEL: i32 = 5
export const KERNEL_ROW_BYTES: usize = 20
/** A link is where a map starts and where its kernel starts, in bytes from their arrays' beginnings. */
export const LINK_BYTES: usize = 8
/** Where the ink of a row begins, and where it ends. */
export const SPAN_BYTES: usize = 8
/** Images whose dense layers are computed together: four vectors. */
export const BLOCK_IMAGES: i32 = 16
export const BLOCK_BYTES: usize = 64
