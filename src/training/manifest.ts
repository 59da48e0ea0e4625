import { z } from 'zod';

/**
 * `manifest.json` in the folder of a waiting job or draft: whose pictures are which. The files beside it have names of
 * our own (`0-3`: class 0, picture 3), since what people call their classes and files never becomes a path.
 */
export const manifestSchema = z.object({
  classes: z.array(
    z.object({
      name: z.string().min(1).max(45),
      pictures: z.array(
        z.object({
          /** What its owner calls it; for messages. */
          name: z.string(),
          file: z.string().regex(/^\d{1,3}-\d{1,4}$/),
        }),
      ),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
