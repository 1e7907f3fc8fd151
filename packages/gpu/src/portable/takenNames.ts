/** Names that a function in a kernel cannot have: GLSL, WGSL or gpu.js has functions or words of these names. */
const taken: ReadonlySet<string> = new Set(
  (
    'abs acos acosh active all any asin asinh atan atan2 atanh atomic bitcast bool break buffer case cbrt ceil centroid clamp ' +
    'class coherent common const continue cos cosh cross data default degrees determinant discard distance do dot double else ' +
    'enum equal exp exp2 expm1 extern external f16 f32 faceforward false filter fixed flat float floor fma fn for fract frexp ' +
    'fround goto half highp hypot i32 if imul in inline inout input int interface invariant inverse invsqrt kernel layout ldexp ' +
    'length let log log10 log1p log2 long loop lowp main mat2 mat3 mat4 max mediump min mix mod modf namespace noinline ' +
    'noise normalize not out output packed params partition patch pow precision public radians reflect refract resource restrict ' +
    'result return round sample sampler saturate select short sign sin sinh sizeof smoothstep sqrt static step struct ' +
    'superp switch tan tanh template texture this transpose true trunc typedef u32 uint uniform union unsigned using var ' +
    'varying vec2 vec3 vec4 void volatile while color random'
  ).split(' '),
);

/** Whether a kernel has something of this name already. */
export function isTaken(name: string): boolean {
  return taken.has(name) || /^gl_|__/.test(name);
}
