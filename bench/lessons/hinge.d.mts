export function trial(seed: number): {
  linear: number;
  squared: number;
  majority: number;
  "labels 0 and 1": number;
  "labels 0 and 1 say brake": number;
  "brake is right": number;
};
