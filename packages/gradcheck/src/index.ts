export type { Interval } from './numbers/interval.js';
export type { Kink } from './checks/kink.js';
export type { CheckReport, FailureReport } from './reports/report.js';
export type { Diagnosis, DiagnosisKind } from './reports/diagnosis.js';
export { formatReport, type ReportFormat } from './reports/formatReport.js';
export { GradientCheckError } from './reports/report.js';
export { parseReport } from './reports/reportJson.js';
export { real } from './arbitraries/real.js';
export { vector } from './arbitraries/vector.js';
export { matrix, type MatrixLike } from './arbitraries/matrix.js';
export { probabilities } from './arbitraries/probabilities.js';
export { labels } from './arbitraries/labels.js';
export { parameters, type ParametersOf, type ParametersOptions, type Shapes } from './arbitraries/parameters.js';
export type { Size } from './arbitraries/size.js';
export type { Arithmetic, Generalized, GenericFunction, GenericLoss } from './differences/arithmetic.js';
export { dualArithmetic, plainArithmetic, type Dual } from './differences/dual.js';
export { centralDifference, fivePointDifference } from './differences/differences.js';
export { directionalDifference } from './differences/directionalDifference.js';
export { checkDerivative, type DerivativeOptions } from './checks/checkDerivative.js';
export { checkGradient, type GradientOptions } from './checks/checkGradient.js';
export { checkHessian, type HessianOptions } from './checks/checkHessian.js';
export { checkJacobian, type Table } from './checks/checkJacobian.js';
export type {
  CheckOptions,
  KinkRule,
  Method,
  ParameterOptions,
  PointOptions,
  PrecisionName,
  ToleranceMode,
} from './checks/options.js';
export { checkVjp, type Vjp, type VjpOptions } from './checks/checkVjp.js';
export { absoluteError, relativeError, ulpError } from './numbers/errors.js';
export { brokenLaws, fact, law, type Law, type LawOptions, type LawOutcome } from './laws/law.js';
export { demand, LawBroken } from './laws/lawBroken.js';
export { assertCatches, MutantsSurvived, type CatchOptions, type CaughtMutant } from './laws/assertCatches.js';
