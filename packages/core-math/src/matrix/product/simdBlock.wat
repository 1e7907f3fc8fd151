;; c = a b for one packed panel of four rows and one of four columns, two sums per instruction.
;; rows: four numbers of each k, k by k; columns: the same; c: the 4 x 4 block, row by row. All byte addresses.
;; Multiply and add are separate instructions: every sum gets the bits of the plain block.
(module
  (memory (export "memory") 1)
  (func (export "multiplyBlock") (param $rows i32) (param $columns i32) (param $c i32) (param $depth i32)
    (local $c00 v128) (local $c02 v128) (local $c10 v128) (local $c12 v128)
    (local $c20 v128) (local $c22 v128) (local $c30 v128) (local $c32 v128)
    (local $b0 v128) (local $b2 v128) (local $a v128)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $depth)))
        (local.set $b0 (v128.load (local.get $columns)))
        (local.set $b2 (v128.load offset=16 (local.get $columns)))

        (local.set $a (v128.load64_splat (local.get $rows)))
        (local.set $c00 (f64x2.add (local.get $c00) (f64x2.mul (local.get $a) (local.get $b0))))
        (local.set $c02 (f64x2.add (local.get $c02) (f64x2.mul (local.get $a) (local.get $b2))))
        (local.set $a (v128.load64_splat offset=8 (local.get $rows)))
        (local.set $c10 (f64x2.add (local.get $c10) (f64x2.mul (local.get $a) (local.get $b0))))
        (local.set $c12 (f64x2.add (local.get $c12) (f64x2.mul (local.get $a) (local.get $b2))))
        (local.set $a (v128.load64_splat offset=16 (local.get $rows)))
        (local.set $c20 (f64x2.add (local.get $c20) (f64x2.mul (local.get $a) (local.get $b0))))
        (local.set $c22 (f64x2.add (local.get $c22) (f64x2.mul (local.get $a) (local.get $b2))))
        (local.set $a (v128.load64_splat offset=24 (local.get $rows)))
        (local.set $c30 (f64x2.add (local.get $c30) (f64x2.mul (local.get $a) (local.get $b0))))
        (local.set $c32 (f64x2.add (local.get $c32) (f64x2.mul (local.get $a) (local.get $b2))))

        (local.set $rows (i32.add (local.get $rows) (i32.const 32)))
        (local.set $columns (i32.add (local.get $columns) (i32.const 32)))
        (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
        (br $next)))
    (v128.store (local.get $c) (local.get $c00))
    (v128.store offset=16 (local.get $c) (local.get $c02))
    (v128.store offset=32 (local.get $c) (local.get $c10))
    (v128.store offset=48 (local.get $c) (local.get $c12))
    (v128.store offset=64 (local.get $c) (local.get $c20))
    (v128.store offset=80 (local.get $c) (local.get $c22))
    (v128.store offset=96 (local.get $c) (local.get $c30))
    (v128.store offset=112 (local.get $c) (local.get $c32))))
