/** The colours viridis of matplotlib (by Stéfan van der Walt and Nathaniel Smith), dark to bright: alike for all colour visions, and in grey. */
export const VIRIDIS: readonly string[] = [
  ...['#440154', '#481467', '#482575', '#463580', '#414487', '#3b528b', '#35608d', '#2f6c8e', '#2a788e'],
  ...['#25858e', '#21918d', '#1f9c8a', '#22a884', '#30b47c', '#43bf71', '#5dc963', '#7ad151', '#9ad93d'],
  ...['#bcdf27', '#dee41b', '#fde725'],
]
