import { floorLight, wcag } from './wcag.ts';

/** What sets one limiter apart from another. */
export interface Strictness {
  /** opposing changes in a second that are let through; one more, and that part of the picture is held. Two are a flash. */
  readonly changes: number;
  /** the picture that is held is a mean over about so long, s */
  readonly meanS: number;
  /** seconds in which a held part is let go, once it is calm */
  readonly releaseS: number;
}

/**
 * Two flashes and a half pass, so that with what holding itself adds no second has more than three. The mean is long enough that at
 * three flashes a second it sways by less than a tenth: tanh(1/6 s / 2 / 1 s) = 0.08.
 */
export const usual: Strictness = { changes: 5, meanS: 1, releaseS: 1.5 };
/** For those who asked for less motion: one flash passes, and what is held is slower. */
export const calm: Strictness = { changes: 2, meanS: 2, releaseS: 3 };

/** The limiter sees a little more than the rule, because it looks at small parts and not at points. */
const margin = { change: wcag.change * 0.7, dark: wcag.dark + 0.03, red: wcag.red - 0.04, chroma: wcag.chroma * 0.8 };
const number = (value: number): string => value.toFixed(5);

/**
 * One step of every cell's memory.
 *
 * `times`: what is left of the second that each of the last four changes counts for, s, the newest first.
 * `marks`: u′ and v′ of the last colour that counted, u′ negative for a saturated red; the same as `times` for a fifth change; then the
 * last extreme of the luminance plus 1, negative while it falls. `mean`: the light of the last second or so, linear, and how much of it is shown in place of the picture.
 * All of it begins as 0: nothing has happened.
 *
 * @param taps - reads a side of a cell
 */
export const memoryGlsl = (taps: number, { changes, meanS, releaseS }: Strictness): string => /* glsl */ `
uniform sampler2D uPicture;
uniform sampler2D uTimes;
uniform sampler2D uMarks;
uniform sampler2D uMean;
uniform vec2 uCells;
uniform float uLight;
uniform float uDt;
layout(location = 0) out vec4 times;
layout(location = 1) out vec4 marks;
layout(location = 2) out vec4 mean;

// sRGB to linear light by a cubic, within 0.002 (Chilliant)
vec3 linear(vec3 c) { return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878); }

void main() {
  ivec2 cell = ivec2(gl_FragCoord.xy);
  vec3 sum = vec3(0.0);
  float weights = 0.0;
  for (int j = 0; j < ${taps}; j++)
    for (int i = 0; i < ${taps}; i++) {
      // uneven weights: no regular pattern hides in an even mean
      float weight = 0.6 + 0.8 * fract(float(i * 7 + j * 13 + i * j * 5) * 0.381966);
      vec2 place = (vec2(cell) + (vec2(i, j) + 0.5) / ${number(taps)}) / uCells;
      sum += weight * linear(texture(uPicture, place).rgb * uLight);
      weights += weight;
    }
  vec3 seen = sum / weights;
  times = max(texelFetch(uTimes, cell, 0) - uDt, 0.0);
  marks = texelFetch(uMarks, cell, 0);
  marks.z = max(marks.z - uDt, 0.0);
  mean = texelFetch(uMean, cell, 0);

  // luminance: from the last extreme to an opposing one; a wall begins dark
  float light = dot(seen, vec3(0.2126, 0.7152, 0.0722));
  float extreme = marks.w == 0.0 ? 0.0 : abs(marks.w) - 1.0;
  bool rising = marks.w > 0.0;
  bool darkEnough = min(light, extreme) < ${number(margin.dark)};
  bool opposed = darkEnough && (rising ? extreme - light : light - extreme) >= ${number(margin.change)};
  if (opposed) rising = !rising;
  if (opposed || (rising ? light > extreme : light < extreme)) extreme = light;
  marks.w = rising ? 1.0 + extreme : -1.0 - extreme;

  // red: from the last colour that counted to another, one of them a saturated red
  vec3 lit = seen + ${number(floorLight)};
  float redness = lit.r / (lit.r + lit.g + lit.b);
  float x = dot(lit, vec3(0.4124, 0.3576, 0.1805)), y = dot(lit, vec3(0.2126, 0.7152, 0.0722)), z = dot(lit, vec3(0.0193, 0.1192, 0.9505));
  vec2 uv = vec2(4.0 * x, 9.0 * y) / (x + 15.0 * y + 3.0 * z);
  bool wasRed = marks.x < 0.0, isRed = redness >= ${number(margin.red)};
  vec2 last = vec2(abs(marks.x), marks.y);
  bool reddened = marks.x != 0.0 && (wasRed || isRed) && distance(uv, last) > ${number(margin.chroma)};
  // red has the largest u′ of all: away from red is less of it
  bool farther = wasRed ? uv.x > last.x : uv.x < last.x;
  if (reddened || farther || marks.x == 0.0) marks.xy = vec2(isRed ? -uv.x : uv.x, uv.y);

  int recent = int(dot(step(0.0001, times), vec4(1.0)) + step(0.0001, marks.z));
  bool changed = opposed || reddened;
  if (changed) {
    marks.z = times.w;
    times = vec4(${number(wcag.windowS)}, times.xyz);
  }
  mean.rgb = mix(mean.rgb, seen, 1.0 - exp(-uDt / ${number(meanS)}));
  // a part that was held a moment ago is held again sooner
  int most = mean.a > 0.02 ? ${Math.max(1, changes - 1)} : ${changes};
  if (changed && recent >= most) mean.a = 1.0;
  else if (recent < ${Math.max(1, changes - 1)}) mean.a = max(0.0, mean.a - uDt / ${number(releaseS)});
}
`;

/** What is shown in place of the picture, and how much of it: a held cell holds its neighbours, so that no rim goes on flashing. */
export const holdGlsl = /* glsl */ `
uniform sampler2D uMean;
uniform vec2 uCells;
out vec4 hold;
void main() {
  ivec2 cell = ivec2(gl_FragCoord.xy), last = ivec2(uCells) - 1;
  float held = 0.0;
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++) held = max(held, texelFetch(uMean, clamp(cell + ivec2(i, j), ivec2(0), last), 0).a);
  vec3 light = texelFetch(uMean, cell, 0).rgb;
  vec3 root = sqrt(light), fourth = sqrt(root);
  hold = vec4(max(0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth), 0.0), held);
}
`;
