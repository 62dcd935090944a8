;; Sums of sixteen replicates of a bootstrap in one pass over the votes. `lane-sums.ts` lays out the memory.
(module
  (memory (export "memory") 1)

  ;; codes: those of cluster k from starts[k] to starts[k + 1]. weights: sixteen whole numbers a cluster. To the sums of a
  ;; code, sixteen whole numbers, those of its vote's cluster are added.
  (func (export "sum")
    (param $codes i32) (param $starts i32) (param $clusters i32) (param $weights i32) (param $sums i32)
    (local $k i32) (local $at i32) (local $end i32) (local $to i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $k) (local.get $clusters)))
        (local.set $a (v128.load (local.get $weights)))
        (local.set $b (v128.load offset=16 (local.get $weights)))
        (local.set $c (v128.load offset=32 (local.get $weights)))
        (local.set $d (v128.load offset=48 (local.get $weights)))
        (local.set $at (i32.add (local.get $codes) (i32.shl (i32.load (local.get $starts)) (i32.const 2))))
        (local.set $end (i32.add (local.get $codes) (i32.shl (i32.load offset=4 (local.get $starts)) (i32.const 2))))
        (block $over
          (loop $vote
            (br_if $over (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $to (i32.add (local.get $sums) (i32.shl (i32.load (local.get $at)) (i32.const 6))))
            (v128.store (local.get $to)
              (i32x4.add (v128.load (local.get $to)) (local.get $a)))
            (v128.store offset=16 (local.get $to)
              (i32x4.add (v128.load offset=16 (local.get $to)) (local.get $b)))
            (v128.store offset=32 (local.get $to)
              (i32x4.add (v128.load offset=32 (local.get $to)) (local.get $c)))
            (v128.store offset=48 (local.get $to)
              (i32x4.add (v128.load offset=48 (local.get $to)) (local.get $d)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $vote)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 64)))
        (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br $next)))))
